import { playerLookup } from '../domain/names.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { LEAGUE_ALIASES, PLAYER_ALIASES, PLAYERS } from '../tables/names.js';
import { refreshNamesLedger, spellings } from './names-ledger.js';
import { ALIAS_TIMES } from './processing-names.js';

export type Alias = {
  readonly player_lookup: string;
  readonly player_id: number;
  readonly player_name: string | null;
  readonly note: string | null;
  /** own: added by a person; league: comes with the product. */
  readonly source: string;
};

/** What a change of an alias did. */
export interface AliasChange {
  readonly player_lookup: string;
  readonly player_id: number;
  readonly player_name: string;
  /** False if nothing had to be changed. */
  readonly changed: boolean;
  /** Dates on which the spelling stands in quotes, news or plays: what reads these is stale now. */
  readonly dates: readonly string[];
}

/** All aliases, a person's own first. */
export function listAliases(warehouse: Warehouse): Promise<Alias[]> {
  const from = (table: string, source: string) =>
    `SELECT a.player_lookup, a.player_id, p.player_name, a.note, '${source}' AS source FROM ${table} a LEFT JOIN ${PLAYERS} p ON p.player_id = a.player_id`;
  return warehouse.query<Alias>(
    `${from(PLAYER_ALIASES, 'own')} UNION ALL ${from(LEAGUE_ALIASES, 'league')} ORDER BY source DESC, player_lookup, player_id`,
  );
}

/** Says that a spelling means a player. Errors: NOT_FOUND for a player who is not there, BAD_OPTION for a name that means another. */
export async function addAlias(
  warehouse: Warehouse,
  {
    spelling,
    playerId,
    note,
  }: { readonly spelling: string; readonly playerId: number; readonly note?: string | undefined },
  now: Date,
): Promise<AliasChange> {
  const lookup = lookupOf(spelling);
  const [player] = await warehouse.query<{ player_name: string }>(
    `SELECT player_name FROM ${PLAYERS} WHERE player_id = ?`,
    [playerId],
  );
  if (player === undefined) {
    const todo = 'Find his id with "nba-props names suggest".';
    throw new PlatformError('NOT_FOUND', `No player has the id ${playerId}.`, todo);
  }
  const known = await warehouse.query<{ player_id: number; player_name: string; how: string }>(
    `SELECT a.player_id, COALESCE(p.player_name, '') AS player_name, 'alias' AS how FROM ${PLAYER_ALIASES} a
     LEFT JOIN ${PLAYERS} p ON p.player_id = a.player_id WHERE a.player_lookup = ?
     UNION ALL SELECT player_id, player_name, 'name' FROM ${PLAYERS} WHERE player_lookup = ?
     UNION ALL SELECT player_id, note, 'league' FROM ${LEAGUE_ALIASES} WHERE player_lookup = ? ORDER BY how, player_id`,
    [lookup, lookup, lookup],
  );
  const other = known.find((one) => Number(one.player_id) !== playerId);
  if (other !== undefined) {
    throw new PlatformError(
      'BAD_OPTION',
      `"${spelling}" already means ${other.player_name} (${other.player_id}).`,
      other.how === 'alias'
        ? `Remove that alias first: nba-props names alias remove "${spelling}".`
        : 'A name that means another man cannot be an alias.',
    );
  }
  const result = { player_lookup: lookup, player_id: playerId, player_name: player.player_name };
  if (known.length > 0) return { ...result, changed: false, dates: [] };
  await warehouse.transaction(async () => {
    const said = [lookup, String(playerId), note ?? spelling];
    await warehouse.appendText(PLAYER_ALIASES, [said]);
    await warehouse.appendText(ALIAS_TIMES, [[...said, now.toISOString(), null]]);
    await refreshNamesLedger(warehouse, now, 'names');
  });
  return { ...result, changed: true, dates: await datesOf(warehouse, lookup) };
}

/** Takes a person's own alias away. Error: NOT_FOUND. */
export async function removeAlias(warehouse: Warehouse, spelling: string, now: Date): Promise<AliasChange> {
  const lookup = lookupOf(spelling);
  const [found] = (await listAliases(warehouse)).filter((a) => a.source === 'own' && a.player_lookup === lookup);
  if (found === undefined) {
    const todo = 'List them with "nba-props names alias list"; those of the league come with the product.';
    throw new PlatformError('NOT_FOUND', `There is no alias "${spelling}" of your own.`, todo);
  }
  await warehouse.transaction(async () => {
    await warehouse.change(`DELETE FROM ${PLAYER_ALIASES} WHERE player_lookup = ?`, [lookup]);
    const { dialect: d } = warehouse;
    await warehouse.change(
      `UPDATE ${ALIAS_TIMES} SET removed_at = ${d.cast(d.text(now.toISOString()), 'timestamp')}
       WHERE player_lookup = ? AND removed_at IS NULL`,
      [lookup],
    );
    await refreshNamesLedger(warehouse, now, 'names');
  });
  const { player_id, player_name } = found;
  const dates = await datesOf(warehouse, lookup);
  return { player_lookup: lookup, player_id, player_name: player_name ?? '', changed: true, dates };
}

function lookupOf(spelling: string): string {
  const lookup = playerLookup(spelling);
  if (lookup !== '') return lookup;
  throw new PlatformError('BAD_OPTION', `"${spelling}" has no letters.`, 'Give the name as the source spells it.');
}

async function datesOf(warehouse: Warehouse, lookup: string): Promise<string[]> {
  const rows = await warehouse.query<{ day: string }>(
    `SELECT DISTINCT day FROM (${spellings()}) s WHERE player_lookup = ? ORDER BY day`,
    [lookup],
  );
  return rows.map(({ day }) => day);
}

/**
 * SELECT of the aliases that were in force at a time: player_lookup, player_id, note. Aliases without a recorded time always are.
 * @param now SQL timestamp
 * @param relation the qualified name of a table
 */
export const aliasesAt = (now: string, relation: (table: string) => string): string =>
  `SELECT a.player_lookup, a.player_id, a.note FROM ${relation(PLAYER_ALIASES)} a
     LEFT JOIN (SELECT DISTINCT player_lookup, player_id FROM ${relation(ALIAS_TIMES)} WHERE removed_at IS NULL) k
       ON k.player_lookup = a.player_lookup AND k.player_id = a.player_id
   WHERE k.player_lookup IS NULL
   UNION ALL SELECT player_lookup, player_id, note FROM ${relation(ALIAS_TIMES)}
   WHERE added_at <= ${now} AND COALESCE(removed_at > ${now}, TRUE)`;
