import { noneReady, onlyTimeHelps } from '../audit/readiness/readiness.js';
import { isDoubtful } from '../tonight/doubtful.js';
import type { Tonight } from '../tonight/report.js';
import { type DayStep, step } from './report.js';

/** @param awaited files of the night before that may still come: until then rows that lack its games are no finding */
export function summary(
  { date, games, players, readiness }: Tonight,
  awaited: DayStep['waits'],
  filesAreLate: boolean,
): DayStep {
  const doubtful = players.filter(isDoubtful).length;
  const lines = players.filter((player) => player.lines.length > 0).length;
  const none = noneReady(readiness) && !onlyTimeHelps(readiness);
  return step('report', {
    did: [
      `${games.length} ${games.length === 1 ? 'game' : 'games'}; ${readiness.ready} of ${readiness.rows} players ready, ${doubtful} doubtful, ${lines} with a line`,
    ],
    waits: none
      ? awaited
          .slice(0, 1)
          .map(({ until }) => ({ what: 'rows that are ready: they lack the games of the night before', until }))
      : [],
    findings: none && awaited.length === 0 ? [`no row of ${date} is ready for use`] : [],
    commands: none && awaited.length === 0 ? [`nba-props explain mlfs ${date}`] : [],
    // Late files are reported as the cause.
    causes:
      none && awaited.length === 0 && !filesAreLate
        ? [
            {
              key: `ready:${date}`,
              what: `No row of ${date} is ready for use.`,
              command: `nba-props explain mlfs ${date}`,
            },
          ]
        : [],
  });
}
