import { expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';

/** Rows of a row group: what the engine skips, or does not. */
const GROUP = 122_880;

interface Operator {
  readonly operator_type?: string;
  readonly operator_rows_scanned?: number;
  readonly children?: readonly Operator[];
}

const rowsScanned = (operator: Operator): number =>
  (operator.operator_rows_scanned ?? 0) + (operator.children ?? []).reduce((sum, child) => sum + rowsScanned(child), 0);

it('rows found by the games of a season are looked for where they are, and not in the seasons whose ids lie between', async () => {
  const warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
  try {
    // Three files, one behind the other: a season, the next one, and the first one's playoffs, whose ids sort behind all.
    const events = [
      ['00221', 0],
      ['00222', 1],
      ['00421', 2],
    ].map(
      ([season, file]) =>
        `SELECT '${season}' || lpad(CAST(i // 100 AS VARCHAR), 5, '0') AS game_id, ${file} AS file FROM range(${GROUP}) r(i)`,
    );
    await warehouse.execute(`CREATE TABLE events AS ${events.join(' UNION ALL ')}`);
    await warehouse.execute(`CREATE TABLE games AS SELECT DISTINCT game_id FROM events WHERE file <> 1`);
    const join = 'SELECT COUNT(*) AS n FROM events e JOIN games g ON g.game_id = e.game_id';
    expect(await warehouse.query(join)).toEqual([{ n: 2 * GROUP }]);
    const [explained] = await warehouse.query<{ explain_value: string }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${join}`);
    const games = 2 * Math.ceil(GROUP / 100);
    expect(rowsScanned(JSON.parse(explained?.explain_value ?? '{}') as Operator)).toBe(2 * GROUP + games);
  } finally {
    await warehouse.close();
  }
});
