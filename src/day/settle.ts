import { resultsDueBy } from '../domain/due-times.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PGS } from '../tables/names.js';
import { gameShown, gamesOf } from '../tonight/games.js';
import { type DayStep, step } from './report.js';

type Graded = { readonly over_count: number; readonly under_count: number; readonly push_count: number };

/** What came of the last date with games: results, graded lines, and what is still awaited of it. */
export async function settle(warehouse: Warehouse, date: string | null, now: string): Promise<DayStep> {
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
  const open = games.filter(({ state }) => ['not_played', 'in_play', 'part', 'no_data'].includes(state));
  const until = resultsDueBy(date);
  const isLate = now >= until;
  const named = open.map(
    ({ row, state }) => `${row.away_abbr} @ ${row.home_abbr} of ${date} (${WORDS[state] ?? state})`,
  );
  return step('settle', {
    did: [
      `${date}: ${counted('played')} of ${games.length} games have results${off > 0 ? `, ${off} postponed or cancelled` : ''}`,
      lines === 0
        ? 'no points line was graded'
        : `${lines} points lines graded: ${graded?.over_count} over, ${graded?.under_count} under, ${graded?.push_count} on the line`,
    ],
    waits: isLate ? [] : named.map((game) => ({ what: `files of ${game}`, until })),
    findings: isLate ? named.map((game) => `files of ${game} are late: they were due by ${until}`) : [],
    commands: isLate && open.length > 0 ? [`nba-props gaps --date ${date}`] : [],
  });
}

const WORDS: Readonly<Record<string, string>> = {
  not_played: 'nothing has come',
  in_play: 'under way by the schedule',
  part: 'a part of it has come',
  no_data: 'nothing has come',
};
