import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { teamsOfMen } from '../../src/tables/windows/rosters.js';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
});
afterAll(() => warehouse.close());

/** Source, team (NULL: the index knows of none), first and last day on which the row was believed. */
type Version = readonly ['roster' | 'index', string | null, string, string | null];

const day = (date: string | null) => (date === null ? 'CAST(NULL AS TIMESTAMP)' : `TIMESTAMP '2025-${date} 12:00:00'`);

/** "TEAM from-until since" of one man, in order of time. */
async function teams(...versions: readonly Version[]): Promise<string[]> {
  const rows = versions.map(
    ([kind, team, from, until]) =>
      `SELECT '${kind}' AS source_kind, '2025-26' AS season, 7 AS player_id, 'x' AS player_lookup, 'X' AS player_name,
        CAST(${team === null ? 'NULL' : `'${team}'`} AS VARCHAR) AS team_abbr, ${day(from)} AS known_from, ${day(until)} AS known_until`,
  );
  const found = await warehouse.query<{ told: string }>(
    `SELECT team_abbr || ' ' || strftime(known_from, '%m-%d') || '/' || COALESCE(strftime(known_until, '%m-%d'), '') || ' since ' || strftime(since, '%m-%d') AS told
     FROM ${teamsOfMen(rows.join(' UNION ALL '))} t ORDER BY known_from`,
  );
  return found.map(({ told }) => told);
}

describe('for whom a man was known to play', () => {
  it('a roster or an index alone', async () => {
    expect(await teams(['roster', 'BOS', '10-01', null])).toEqual(['BOS 10-01/ since 10-01']);
    expect(await teams(['index', 'BOS', '10-01', null])).toEqual(['BOS 10-01/ since 10-01']);
    expect(await teams(['index', null, '10-01', null])).toEqual([]);
  });

  it('both: one span at a time, and since the first of them', async () => {
    expect(await teams(['roster', 'BOS', '10-01', null], ['index', 'BOS', '10-02', null])).toEqual([
      'BOS 10-01/10-02 since 10-01',
      'BOS 10-02/ since 10-01',
    ]);
    expect(await teams(['roster', 'BOS', '10-01', null], ['index', 'BOS', '10-01', null])).toEqual([
      'BOS 10-01/ since 10-01',
    ]);
  });

  it('the later of the two counts where they differ', async () => {
    expect(await teams(['roster', 'BOS', '10-01', null], ['index', 'LAL', '11-05', null])).toEqual([
      'BOS 10-01/11-05 since 10-01',
      'LAL 11-05/ since 11-05',
    ]);
    // An index that names no team: he was waived.
    expect(
      await teams(['roster', 'BOS', '10-01', null], ['index', 'BOS', '10-02', '11-05'], ['index', null, '11-05', null]),
    ).toEqual(['BOS 10-01/10-02 since 10-01', 'BOS 10-02/11-05 since 10-01']);
  });

  it('a roster that no longer names him ends it, though an older index does', async () => {
    expect(await teams(['roster', 'BOS', '10-01', '11-05'], ['index', 'BOS', '10-02', null])).toEqual([
      'BOS 10-01/10-02 since 10-01',
      'BOS 10-02/11-05 since 10-01',
    ]);
  });

  it('a row that is told anew with another position goes on', async () => {
    expect(await teams(['roster', 'BOS', '10-01', '11-05'], ['roster', 'BOS', '11-05', null])).toEqual([
      'BOS 10-01/11-05 since 10-01',
      'BOS 11-05/ since 10-01',
    ]);
  });
});
