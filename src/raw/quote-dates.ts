import type { Warehouse } from '../engine/warehouse.js';
import { knownGameDates } from './lookups.js';
import type { RawTable } from './raw-table.js';
import { GAME_NAMING_TABLES } from './raw-tables.js';
import { historyOf } from './store/history.js';
import { gameQuotes } from './tables/game-quotes.js';
import { propOdds } from './tables/prop-odds.js';

/** By how many days a game may have been moved since it was quoted. */
const MOST_DAYS = 1;

interface Quotes {
  readonly table: RawTable;
  readonly teams: readonly [string, string];
  /** SQL condition for the rows that name their game by its teams and tip-off. */
  readonly condition: string;
}

const quotesOf = (table: RawTable, ...teams: [string, string]): Quotes[] => {
  const condition = table.filledIn?.game_date;
  return condition === undefined ? [] : [{ table, teams, condition }];
};

export const QUOTES: readonly Quotes[] = [
  ...quotesOf(gameQuotes, 'team_abbr', 'opponent_abbr'),
  ...quotesOf(propOdds, 'home_abbr', 'away_abbr'),
];

const KNOWN = 'known_pairings';

/** SELECT of the date and the two teams of every game that counts. */
function pairingsSql(): string {
  const pairs = GAME_NAMING_TABLES.flatMap(({ name, columns }) => {
    const has = (column: string) => columns.some((each) => each.name === column);
    const pair = [
      ['home_abbr', 'away_abbr'],
      ['team_abbr', 'opponent_abbr'],
    ].find((both) => both.every(has));
    return pair === undefined ? [] : [`SELECT game_id, ${pair[0]} AS a, ${pair[1]} AS b FROM ${name}`];
  });
  return `SELECT DISTINCT known_date, LEAST(a, b) AS first_team, GREATEST(a, b) AS second_team
    FROM (${pairs.join(' UNION ALL ')}) p JOIN ${knownGameDates()} k ON k.known_game = p.game_id
    WHERE a IS NOT NULL AND b IS NOT NULL AND LEFT(game_id, 3) NOT IN ('001', '003')`;
}

/**
 * Gives quotes that name their game by its teams and tip-off the date of that game: the one of these teams on the date of the
 * quote, else the only nearest one at most a day away, because games are moved after they have been quoted. Where there is
 * none, they keep the date that they tell. Returns the tables that changed.
 */
export async function fillQuoteDates(warehouse: Warehouse): Promise<string[]> {
  const { dialect: d } = warehouse;
  const touched: string[] = [];
  const some = await warehouse.query<{ n: number }>(
    QUOTES.map(({ table, condition }) => `SELECT COUNT(*) AS n FROM ${table.name} WHERE ${condition}`).join(
      ' UNION ALL ',
    ),
  );
  if (some.every(({ n }) => n === 0)) return touched;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${KNOWN} AS ${pairingsSql()}`);
  for (const { table, teams, condition } of QUOTES) {
    const [first, second] = [`LEAST(${teams.join(', ')})`, `GREATEST(${teams.join(', ')})`];
    // No game begins in the hour after midnight, so that daylight saving does not matter here.
    const told = 'CAST(tipoff_at - INTERVAL 5 HOUR AS DATE)';
    const fill = (name: string) =>
      warehouse.change(`UPDATE ${name} SET game_date = f.right_date FROM (
          SELECT told, first_team, second_team, CASE WHEN COUNT(known_date) = 1 THEN MIN(known_date) ELSE told END AS right_date
          FROM (SELECT q.*, k.known_date, RANK() OVER (PARTITION BY q.told, q.first_team, q.second_team ORDER BY ABS(${d.daysBetween('q.told', 'k.known_date')})) AS place
            FROM (SELECT DISTINCT ${told} AS told, ${first} AS first_team, ${second} AS second_team FROM ${name} WHERE ${condition}) q
            LEFT JOIN ${KNOWN} k ON k.first_team = q.first_team AND k.second_team = q.second_team
              AND ABS(${d.daysBetween('q.told', 'k.known_date')}) <= ${MOST_DAYS}) n
          WHERE place = 1 GROUP BY told, first_team, second_team) f
        WHERE ${condition} AND f.told = ${told} AND f.first_team = ${first} AND f.second_team = ${second}
          AND ${name}.game_date IS DISTINCT FROM f.right_date`);
    if ((await fill(table.name)) > 0) touched.push(table.name);
    await fill(historyOf(table));
  }
  await warehouse.execute(`DROP TABLE ${KNOWN}`);
  return touched;
}
