import { easternDateOf, easternToUtc } from '../domain/dates.js';
import { playerLookup } from '../domain/names.js';
import { padGameId } from '../domain/seasons.js';
import { teamAbbr } from '../domain/teams.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { Lookup, LookupRule } from './raw-source.js';
import { STAGE } from './readers/stage.js';

type Resolve = (key: string) => string | null;

const orNull = (work: () => string): string | null => {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const RULES: Readonly<Record<Exclude<LookupRule, 'game_date'>, Resolve>> = {
  team: teamAbbr,
  player: (name) => playerLookup(name) || null,
  game: padGameId,
  eastern_date: (utc) => orNull(() => easternDateOf(utc)),
  eastern_to_utc: (text) => {
    const [date = '', time = ''] = text.split(' ');
    return orNull(() => easternToUtc(date, time));
  },
};

/** Resolves each distinct key of a lookup once, into the temp table lookup_<alias> (key, value). */
export async function fillLookup(warehouse: Warehouse, lookup: Lookup): Promise<void> {
  const rows = await warehouse.query<{ key: string }>(
    `SELECT DISTINCT key FROM (SELECT ${lookup.key} AS key FROM ${STAGE} s) k WHERE key IS NOT NULL ORDER BY key`,
  );
  const resolve = lookup.rule === 'game_date' ? await gameDates(warehouse) : RULES[lookup.rule];
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE lookup_${lookup.alias} (key VARCHAR, value VARCHAR)`);
  await warehouse.appendText(
    `lookup_${lookup.alias}`,
    rows.map(({ key }) => [key, resolve(key)]),
  );
}

/** Dates of the games known so far: the date played beats the one scheduled. */
async function gameDates(warehouse: Warehouse): Promise<Resolve> {
  const rows = await warehouse.query<{ game_id: string; game_date: string }>(`
    SELECT game_id, game_date FROM (
      SELECT game_id, game_date, 1 AS trust FROM nba_raw.game_summaries
      UNION ALL SELECT game_id, game_date, 2 FROM nba_raw.team_game_index
      UNION ALL SELECT game_id, game_date, 3 FROM nba_raw.nbac_schedule) known
    ORDER BY trust DESC, game_id`);
  const dates = new Map(rows.map((row) => [row.game_id, row.game_date]));
  return (key) => dates.get(padGameId(key) ?? '') ?? null;
}
