import type { Warehouse } from '../engine/warehouse.js';
import { criticalState } from './critical-state.js';
import { CRITICAL_FIELDS } from './processing-names.js';
import { gameVerdicts } from './verdicts.js';

/** A partition as one text. */
export const partitionKey = (table: string, date: string) => `${table} ${date}`;

/** What a cell of the ledger says of the games behind its invalid values. */
interface CellGames {
  readonly games: readonly string[];
}

/**
 * Whether a broken cell is told of games that a person has accepted as missing, and of no other: nobody waits for
 * their files, so what is missing of them is no finding.
 */
export async function excuses(warehouse: Warehouse): Promise<(cell: CellGames) => boolean> {
  const accepted = await gameVerdicts(warehouse);
  return ({ games }) => games.length > 0 && games.every((game) => accepted.has(game));
}

/** Partitions all of whose broken cells are excused. */
export async function excusedPartitions(warehouse: Warehouse): Promise<ReadonlySet<string>> {
  if ((await gameVerdicts(warehouse)).size === 0) return new Set();
  const isExcused = await excuses(warehouse);
  const cells = await warehouse.query<{ name: string; day: string; checked: number; invalid: number; games: string[] }>(
    `SELECT table_name AS name, partition_date AS day, checked, invalid, games FROM ${CRITICAL_FIELDS} WHERE invalid > 0`,
  );
  const broken = cells.filter(({ checked, invalid }) => criticalState(checked, invalid) !== 'CLEAN');
  const blamed = new Set(broken.filter((cell) => !isExcused(cell)).map(({ name, day }) => partitionKey(name, day)));
  return new Set(broken.map(({ name, day }) => partitionKey(name, day)).filter((key) => !blamed.has(key)));
}
