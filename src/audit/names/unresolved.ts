import type { Warehouse } from '../../engine/warehouse.js';
import { UNRESOLVED_NAMES } from '../../ledger/processing-names.js';

/** A name that no source's player could be told by, in one table. */
export type UnresolvedName = {
  readonly table_name: string;
  readonly name: string;
  readonly records: number;
  readonly first_date: string;
  readonly last_date: string;
  readonly reason: string;
};

/** The names that stand for nobody, the most frequent first. */
export function unresolvedNames(warehouse: Warehouse): Promise<UnresolvedName[]> {
  return warehouse.query<UnresolvedName>(
    `SELECT table_name, name, COUNT(*) AS records, MIN(partition_date) AS first_date, MAX(partition_date) AS last_date, MIN(reason) AS reason
     FROM ${UNRESOLVED_NAMES} GROUP BY table_name, name ORDER BY records DESC, name, table_name`,
  );
}
