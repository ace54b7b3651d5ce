import { easternDateOf, easternToUtc } from '../domain/dates.js';
import { playerLookup } from '../domain/names.js';
import { reportTime, reportTipoff } from '../domain/report-time.js';
import { padGameId } from '../domain/seasons.js';
import { teamAbbr, teamById } from '../domain/teams.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { Lookup, LookupRule } from './raw-source.js';
import { GAME_NAMING_TABLES } from './raw-tables.js';

/**
 * Relation of known_game, known_date: one date per game, of the most trusted table that has it.
 * @param games SELECT of the ids of games, where not all are asked for
 */
export function knownGameDates(games?: string): string {
  const asked = games === undefined ? '' : ` AND game_id IN (${games})`;
  const dated = GAME_NAMING_TABLES.map(
    ({ name, namesGames }, i) =>
      `SELECT game_id, '${i} ' || CAST(game_date AS VARCHAR) AS ranked FROM ${name}
       WHERE game_id IS NOT NULL AND game_date IS NOT NULL AND ${namesGames?.datesWhen ?? 'TRUE'}${asked}`,
  );
  return `(SELECT game_id AS known_game, CAST(split_part(MIN(ranked), ' ', 2) AS DATE) AS known_date
    FROM (${dated.join(' UNION ALL ')}) dated GROUP BY game_id)`;
}

type Resolver = (text: string) => string | null;

/** The answers are the domain's own functions: a rule about names or dates has no second form in SQL. */
const RESOLVERS: Readonly<Record<Exclude<LookupRule, 'game_date'>, Resolver>> = {
  as_it_is: (text) => text,
  team: teamAbbr,
  team_id: (text) => teamById(Number(text))?.abbr ?? null,
  player: (text) => playerLookup(text) || null,
  game: padGameId,
  eastern_to_utc: (text) => {
    const [date = '', time = ''] = text.split(' ');
    return orNull(() => easternToUtc(date, time));
  },
  eastern_date: (text) => orNull(() => easternDateOf(text)),
  report_time: (text) => reportTime(text)?.at ?? null,
  report_date: (text) => reportTime(text)?.date ?? null,
  report_tipoff: (text) => reportTipoff(text.slice(0, 10), text.slice(11)),
};

/** The domain answers text that is no date with a RangeError; here that is a value to reject. */
function orNull(answer: () => string): string | null {
  try {
    return answer();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Makes the temporary table of each lookup, columns key and value: each distinct key of the staged rows, with its answer.
 * The keys of all lookups are read at once, because the rows may have to be read from their file.
 * @param keysIn SQL relation with the columns that the keys read; the keys name it `s`
 */
export async function makeLookups(warehouse: Warehouse, lookups: readonly Lookup[], keysIn: string): Promise<void> {
  if (lookups.length === 0) return;
  const lists = lookups.map(({ key }, i) => `LIST(DISTINCT ${key}) FILTER (WHERE (${key}) IS NOT NULL) AS keys_${i}`);
  const found = await warehouse.query<Record<string, string[] | null>>(`SELECT ${lists.join(', ')} FROM ${keysIn} s`);
  for (const [i, lookup] of lookups.entries()) {
    const resolve = lookup.rule === 'game_date' ? await gameDates(warehouse) : RESOLVERS[lookup.rule];
    const table = lookupTable(lookup);
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${table} (key VARCHAR, value VARCHAR)`);
    const keys = found[0]?.[`keys_${i}`] ?? [];
    await warehouse.appendText(
      table,
      keys.map((key) => [key, resolve(key)]),
    );
  }
}

export function lookupTable(lookup: Lookup): string {
  return `ingest_lookup_${lookup.alias}`;
}

async function gameDates(warehouse: Warehouse): Promise<Resolver> {
  const rows = await warehouse.query<{ known_game: string; known_date: string }>(
    `SELECT * FROM ${knownGameDates()} known`,
  );
  const dates = new Map(rows.map((row) => [row.known_game, row.known_date]));
  return (text) => dates.get(padGameId(text) ?? '') ?? null;
}
