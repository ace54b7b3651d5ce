import { noneReady, onlyDisputed, onlyTimeHelps } from '../audit/readiness/readiness.js';
import { isDoubtful } from '../tonight/doubtful.js';
import type { Tonight } from '../tonight/report.js';
import { isConflict } from './heal-causes.js';
import { type Cause, type DayStep, step } from './report.js';

/**
 * The last step: how many rows of tonight are ready.
 * @param awaited files of the night before that may still come: until then rows that lack its games are no finding
 * @param late causes of late files
 * @param remaining causes of what heal could not repair
 */
export function summary(
  { date, games, players, readiness }: Pick<Tonight, 'date' | 'games' | 'players' | 'readiness'>,
  awaited: DayStep['waits'],
  late: readonly Cause[],
  remaining: readonly Cause[],
): DayStep {
  const doubtful = players.filter(isDoubtful).length;
  const lines = players.filter((player) => player.lines.length > 0).length;
  const did = [
    `${games.length} ${games.length === 1 ? 'game' : 'games'}; ${readiness.ready} of ${readiness.rows} players ready, ${doubtful} doubtful, ${lines} with a line`,
  ];
  if (!noneReady(readiness) || onlyTimeHelps(readiness)) return step('report', { did });
  const [awaitedFirst] = awaited;
  if (awaitedFirst !== undefined) {
    const what = 'rows that are ready: they lack the games of the night before';
    return step('report', { did, waits: [{ what, until: awaitedFirst.until }] });
  }
  const command = `nba-props explain mlfs ${date}`;
  // A cause is reported once: late files and conflicts are causes of their own.
  const isTold = late.length > 0 || (onlyDisputed(readiness) && remaining.some(isConflict));
  return step('report', {
    did,
    findings: [`no row of ${date} is ready for use`],
    commands: [command],
    causes: isTold ? [] : [{ key: `ready:${date}`, what: `No row of ${date} is ready for use.`, command }],
  });
}
