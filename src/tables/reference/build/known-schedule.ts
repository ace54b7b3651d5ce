import { groupBy } from '../../../domain/group-by.js';
import { gameTypeOfId, seasonOfGameId } from '../../../domain/seasons.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { historyOf, WHY } from '../../../raw/store/history.js';
import { RAW_SCHEDULE, schedule } from '../../../raw/tables/schedule.js';
import { col } from '../../columns.js';
import { GAMES, KNOWN_SCHEDULE } from '../../names.js';
import { type BuiltRow, type BuiltTable, replaceRows } from './built-table.js';
import { factsOf, type GameVersion, type RegularGame, type Told } from './date-facts.js';
import { knownSpans } from './known-spans.js';

/** Only regular games: results decide who plays after them. */
export const knownSchedule: BuiltTable = {
  name: KNOWN_SCHEDULE,
  grain: 'a game of the regular season and a date on which it was known to be, or may have been, for a span of time',
  key: ['game_id', 'date_from', 'is_certain', 'known_from'],
  columns: [
    col.text('game_id', "The league's 10-character game id."),
    col.date('game_date', 'Date played, else scheduled, as known today.'),
    col.text('season', 'Season, e.g. 2021-22.'),
    col.text('home_abbr', 'Tricode of the home team.'),
    col.text('away_abbr', 'Tricode of the away team.'),
    col.date('date_from', 'The date on which it was known to be; the first of those on which it may have been.'),
    col.date('date_to', 'The same; the last of those on which it may have been.'),
    col.flag('is_certain', 'False if it is not known whether the game was on the date then.'),
    col.time('known_from', 'Since when; NULL: since the schedule was made.'),
    col.time('known_to', 'Until when; NULL: until today.'),
  ],
  build: async (warehouse) => {
    const told = { versions: await versionsOf(warehouse), former: await formerDates(warehouse) };
    await replaceRows(warehouse, knownSchedule, rowsOf(await regularGames(warehouse), told));
  },
};

const regularGames = (warehouse: Warehouse): Promise<RegularGame[]> =>
  warehouse.query<{ [K in keyof RegularGame]: RegularGame[K] }>(
    `SELECT game_id, game_date, season, home_abbr, away_abbr, is_expected FROM ${GAMES} WHERE game_type = 'regular' ORDER BY game_id`,
  );

/** Schedule versions of each game that were current at some time. A game without teams is left out. */
async function versionsOf(warehouse: Warehouse): Promise<ReadonlyMap<string, readonly GameVersion[]>> {
  const columns = `game_id, home_abbr, away_abbr, game_date AS date, status IN ('postponed', 'cancelled') AS is_off`;
  const teams = 'home_abbr IS NOT NULL AND away_abbr IS NOT NULL';
  const { dialect: d } = warehouse;
  const rows = await warehouse.query<{ [K in keyof GameVersion]: GameVersion[K] }>(
    `SELECT ${columns}, ${d.isoTime('known_at')} AS known_from, NULL AS known_to FROM ${RAW_SCHEDULE} WHERE known_at IS NOT NULL AND ${teams}
     UNION ALL SELECT ${columns}, ${d.isoTime('known_from')}, ${d.isoTime('known_to')} FROM ${historyOf(schedule)} WHERE known_from < known_to AND ${teams}
     ORDER BY 1, 6`,
  );
  return groupBy(
    rows.filter(({ game_id }) => gameTypeOfId(game_id) === 'regular'),
    ({ game_id }) => game_id,
  );
}

async function formerDates(warehouse: Warehouse): Promise<ReadonlyMap<string, string>> {
  const rows = await warehouse.query<{ game_id: string; date: string }>(
    `SELECT game_id, MIN(game_date) AS date FROM ${historyOf(schedule)} WHERE why = '${WHY.laterLine}' GROUP BY game_id ORDER BY game_id`,
  );
  return new Map(rows.map(({ game_id, date }) => [game_id, date]));
}

function rowsOf(games: readonly RegularGame[], told: Told): BuiltRow[] {
  const { versions } = told;
  const all = [...games, ...droppedGames(games, versions)];
  const facts = factsOf(all, told);
  return all.flatMap((game) => {
    const { game_id, game_date, season, home_abbr, away_abbr } = game;
    return knownSpans(facts(game), versions.get(game_id) ?? []).map((span) => ({
      ...{ game_id, game_date, season, home_abbr, away_abbr },
      ...span,
    }));
  });
}

/** Games that only a replaced schedule version has. */
function droppedGames(
  games: readonly RegularGame[],
  versions: ReadonlyMap<string, readonly GameVersion[]>,
): RegularGame[] {
  const there = new Set(games.map(({ game_id }) => game_id));
  return [...versions].flatMap(([game_id, told]) => {
    const { home_abbr = null, away_abbr = null, date } = told.at(-1) ?? {};
    const season = seasonOfGameId(game_id);
    if (there.has(game_id) || home_abbr === null || away_abbr === null || date === undefined || season === null)
      return [];
    return [{ game_id, game_date: date, season, home_abbr, away_abbr, is_expected: false }];
  });
}
