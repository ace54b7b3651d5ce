import { createHash } from 'node:crypto';
import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { unreadySql } from '../tables/unready.js';
import { PARTITIONS } from './processing-names.js';

/**
 * The ledger's column `unready` says how many rows of a partition are not ready, by reason: 'rule:reason=n reason=n', reasons in
 * alphabetical order, 'rule:' if all rows are ready. `rule` is a hash of the SQL that gives the reason of a row, so that counts made
 * by an older version of that SQL are recognised. NULL for tables without such SQL: their rows are always ready.
 */
export type UnreadyCounts = ReadonlyMap<string, number>;

/** Reads the column; undefined if the counts were made by another rule. */
export function unreadyCounts(text: string, rule: string): UnreadyCounts | undefined {
  if (!text.startsWith(`${rule}:`)) return undefined;
  const counts = text.slice(rule.length + 1);
  return new Map(
    counts === ''
      ? []
      : counts.split(' ').map((part) => {
          const [reason = '', n] = part.split('=');
          return [reason, Number(n)];
        }),
  );
}

/** SQL for the reason why a row (alias t) is not ready, NULL for one that is, and the hash of that SQL. */
export interface UnreadyRule {
  readonly sql: string;
  readonly id: string;
}

/** Undefined for tables whose rows are always ready. */
export function unreadyRule(table: TableDefinition, d: Dialect): UnreadyRule | undefined {
  const sql = unreadySql(table, d, 't');
  if (sql === null) return undefined;
  return { sql, id: createHash('sha256').update(sql).digest('hex').slice(0, 8) };
}

/** SELECT of partition_date and `counts`, over rows of a table; partitions whose rows are all ready are left out. */
export function unreadyCountsSql(table: TableDefinition, sql: string, rows: string): string {
  return `SELECT u.day AS partition_date, STRING_AGG(u.reason || '=' || CAST(u.n AS STRING), ' ' ORDER BY u.reason) AS counts FROM (
      SELECT r.day, r.reason, COUNT(*) AS n FROM (SELECT t.${table.partitionColumn} AS day, ${sql} AS reason FROM ${rows} t) r
      WHERE r.reason IS NOT NULL GROUP BY r.day, r.reason) u GROUP BY u.day`;
}

/** Counts again where the counts are missing or were made by an older rule. Scans each of these tables once. */
export async function fillUnreadyCounts(warehouse: Warehouse, graph: TableGraph): Promise<void> {
  const { dialect: d } = warehouse;
  const recorded = await warehouse.query<{ name: string; rule: string | null }>(
    `SELECT DISTINCT table_name AS name, ${d.regexpExtract('unready', '^([0-9a-f]+):', 1)} AS rule
     FROM ${PARTITIONS} WHERE code_hash IS NOT NULL AND row_count > 0`,
  );
  const behind = graph.ordered.flatMap((table) => {
    const rule = unreadyRule(table, d);
    const isBehind = recorded.some(({ name, rule: id }) => name === table.name && id !== rule?.id);
    return rule !== undefined && isBehind ? [{ table, rule }] : [];
  });
  for (const { table, rule } of behind) {
    const name = d.text(table.name);
    // In one transaction: a kill between the two would leave partitions recorded as all ready.
    await warehouse.transaction(async () => {
      await warehouse.execute(`UPDATE ${PARTITIONS} AS p SET unready = '${rule.id}:' WHERE p.table_name = ${name}`);
      await warehouse.execute(`UPDATE ${PARTITIONS} AS p SET unready = '${rule.id}:' || c.counts
        FROM (${unreadyCountsSql(table, rule.sql, table.name)}) c WHERE p.table_name = ${name} AND p.partition_date = c.partition_date`);
    });
  }
}
