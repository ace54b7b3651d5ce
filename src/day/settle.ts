import { type ExpectedGame, type ExpectedReport, FILE_NAMES, isAfterGame } from '../audit/expected/report.js';
import { easternShown } from '../domain/dates.js';
import { resultsDueBy } from '../domain/due-times.js';
import type { ExpectedState } from '../domain/expected-file.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PGS } from '../tables/names.js';
import { gameShown, gamesOf } from '../tonight/games.js';
import { type DayStep, step } from './report.js';

type Graded = { readonly over_count: number; readonly under_count: number; readonly push_count: number };

/** Results and graded lines of the last date with games, and files still awaited of it and of earlier dates. */
export async function settle(warehouse: Warehouse, date: string | null, expected: ExpectedReport): Promise<DayStep> {
  if (date === null) return step('settle', { did: ['no game was played before'] });
  const games = (await gamesOf(warehouse, date)).map((row) => ({ row, state: gameShown(row) }));
  const counted = (state: string) => games.filter((game) => game.state === state).length;
  const [graded] = await warehouse.query<Graded>(
    `SELECT ${['OVER', 'UNDER', 'PUSH'].map((result) => `${warehouse.dialect.countIf(`over_under_result = '${result}'`)} AS ${result.toLowerCase()}_count`).join(', ')}
     FROM ${PGS} WHERE game_date = ?`,
    [date],
  );
  const lines = graded === undefined ? 0 : graded.over_count + graded.under_count + graded.push_count;
  const off = counted('postponed') + counted('cancelled');
  const open = lackingOf(expected, date);
  const late = open.filter(({ states }) => states.includes('late') || states.includes('missing'));
  return step('settle', {
    did: [
      `${date}: ${counted('played')} of ${games.length} games have results${off > 0 ? `, ${off} postponed or cancelled` : ''}`,
      lines === 0
        ? 'no points line was graded'
        : `${lines} points lines graded: ${graded?.over_count} over, ${graded?.under_count} under, ${graded?.push_count} on the line`,
    ],
    waits: open
      .filter((one) => !late.includes(one))
      .map(({ what, game }) => ({ what, until: resultsDueBy(game.date) })),
    findings: late.map(
      ({ what, game }) => `${what} are late: they were due by ${easternShown(resultsDueBy(game.date))}`,
    ),
    commands: [...new Set(late.map(({ game }) => `nba-props gaps --date ${game.date}`))],
  });
}

interface Lacking {
  readonly game: ExpectedGame;
  readonly what: string;
  readonly states: readonly ExpectedState[];
}

/** Games that should be over and lack files. */
function lackingOf({ games }: ExpectedReport, upTo: string): Lacking[] {
  return games
    .filter((game) => game.date <= upTo)
    .flatMap((game) => {
      const after = game.files.filter(({ kind }) => isAfterGame(kind));
      const open = after.filter(({ state }) => state === 'not_due' || state === 'late' || state === 'missing');
      if (open.length === 0) return [];
      const parts = open.filter(({ since }) => since !== null);
      const names = open.length === after.length ? 'files' : `${open.map(({ kind }) => FILE_NAMES[kind]).join(', ')}`;
      const state =
        parts.length > 0
          ? 'a part of it has come'
          : game.status === 'live'
            ? 'under way by the schedule'
            : 'nothing has come';
      const what = `${names} of ${game.away} @ ${game.home} of ${game.date} (${state})`;
      return [{ game, what, states: open.map((one) => one.state) }];
    });
}
