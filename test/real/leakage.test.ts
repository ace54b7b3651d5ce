import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { leakageReport } from '../../src/audit/leakage/leakage.js';
import type { LeakageReport } from '../../src/audit/leakage/report.js';
import { processEffects } from '../../src/effects.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { makeJob } from '../../src/ledger/checkpoint.js';
import { runBackfill } from '../../src/run/run.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { buildGraph, type TableGraph } from '../../src/tables/graph.js';
import { rebuildReference } from '../../src/tables/reference/build/index.js';
import { TABLES } from '../../src/tables/registry.js';
import { copyOf } from './copy.js';
import { hasData } from './data.js';
import { report } from './run-cli.js';

/** So many dates of the season; the whole acceptance takes NBA_PROPS_LEAKAGE_SAMPLE=20. */
const SAMPLE = process.env.NBA_PROPS_LEAKAGE_SAMPLE ?? '3';

describe.skipIf(!hasData)('leakage on real seasons', () => {
  const db = inject('realWarehouse');

  it(`a sample of ${SAMPLE} dates of 2021-22 passes`, async () => {
    const { code, data } = await report<LeakageReport>(
      db,
      'audit',
      'leakage',
      '--sample',
      SAMPLE,
      '--season',
      '2021-22',
      '--quiet',
    );
    expect(data.dates).toHaveLength(Number(SAMPLE));
    for (const date of data.dates) {
      expect(date).toMatchObject({ leaks: [], not_audited: null });
      expect(date.compared['nba_predictions.ml_feature_store']).toBeGreaterThan(0);
    }
    expect(code).toBe(0);
  });

  it('a date with player props passes', async () => {
    const { code, data } = await report<LeakageReport>(db, 'audit', 'leakage', '--date', '2024-12-10', '--quiet');
    expect(data.dates[0]?.leaks).toEqual([]);
    expect(data.dates[0]?.compared['nba_reference.prop_lines']).toBeGreaterThan(0);
    expect(code).toBe(0);
  });
});

describe.skipIf(!hasData)('dates that knew of later ones', () => {
  // The Cup's group games ended that evening; games of the days after were postponed.
  it.each(['2024-12-03', '2021-12-18', '2021-01-09'])('%s passes', async (date) => {
    const { code, data } = await report<LeakageReport>(
      inject('realWarehouse'),
      ...['audit', 'leakage', '--date', date, '--quiet'],
    );
    expect(data.dates[0]).toMatchObject({ leaks: [], not_audited: null });
    expect(code).toBe(0);
  });
});

describe.skipIf(!hasData)('deliberate leaks in real definitions', () => {
  const copy = hasData ? copyOf(inject('realWarehouse')) : null;
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openDuckdb({ path: copy?.db ?? '' });
  });
  afterAll(async () => {
    await warehouse?.close();
    copy?.remove();
  });

  /** The registry with the SQL of one table changed; the change must take hold. */
  const spoil = (name: string, change: (sql: string) => string): TableGraph =>
    buildGraph(
      TABLES.map((table): TableDefinition => {
        if (table.name !== name) return table;
        return {
          ...table,
          sql: (ctx) => {
            const leaky = change(table.sql(ctx));
            if (leaky === table.sql(ctx)) throw new Error(`the leak in ${name} changed nothing`);
            return leaky;
          },
        };
      }),
    );

  const auditAfterBackfill = async (graph: TableGraph, date: string, from: string, to: string) => {
    await runBackfill(warehouse, graph, processEffects(), {
      selection: { tables: graph.ordered.filter((table) => table.phase > 2), from, to },
      job: makeJob('backfill', ['all'], from, to),
      runId: 'leaky',
      batchDays: 31,
    });
    return leakageReport(warehouse, graph, processEffects(), { dates: [date], rebuildReference });
  };

  it('<= for < in the zone defence is found, with table and column', async () => {
    const graph = spoil('nba_precompute.team_defense_zone_analysis', (sql) =>
      sql
        .replaceAll('s.known_after < b.partition_date', 's.known_after <= b.partition_date')
        .replaceAll('b.partition_date <= s.known_until', 'b.partition_date < s.known_until'),
    );
    const found = await auditAfterBackfill(graph, '2021-12-04', '2021-12-01', '2021-12-08');
    expect(found.finding_count).toBe(1);
    const columns = found.dates[0]?.leaks.map((leak) => `${leak.alias}.${String(leak.column)}`) ?? [];
    expect(columns).toContain('tdza.paint_pct_allowed');
    expect(columns).toContain('pcf.shot_zone_mismatch_score');
    expect(columns).toContain('mlfs.shot_zone_mismatch_score');
    expect(columns.filter((column) => column.startsWith('upgc.'))).toEqual([]);
  });

  it.each(['2024-12-03', '2021-12-18', '2021-01-09'])(
    'look-ahead by the final schedule on %s is found',
    async (date) => {
      const graph = spoil('nba_analytics.upcoming_team_game_context', (sql) =>
        sql.replaceAll(
          'FROM nba_reference.known_schedule WHERE',
          `FROM (SELECT DISTINCT game_id, game_date, season, home_abbr, away_abbr, game_date AS date_from, game_date AS date_to,
          TRUE AS is_certain, CAST(NULL AS TIMESTAMP) AS known_from, CAST(NULL AS TIMESTAMP) AS known_to FROM nba_reference.known_schedule) x WHERE`,
        ),
      );
      const found = await auditAfterBackfill(graph, date, date, date);
      const columns = found.dates[0]?.leaks.map((leak) => `${leak.alias}.${String(leak.column)}`) ?? [];
      expect(columns).toContain('utgc.games_in_next_7_days');
    },
  );

  it('quotes after tip-off in the player context are found', async () => {
    const graph = spoil('nba_reference.prop_lines', (sql) =>
      sql.replace('o.quoted_at IS NULL OR o.quoted_at < COALESCE(g.tipoff_at, o.tipoff_at)', 'TRUE'),
    );
    const found = await auditAfterBackfill(graph, '2024-12-10', '2024-12-09', '2024-12-12');
    const columns = found.dates[0]?.leaks.map((leak) => `${leak.table}.${String(leak.column)}`) ?? [];
    expect(columns).toContain('nba_analytics.upcoming_player_game_context.points_line');
    expect(columns).toContain('nba_reference.prop_lines.line');
  });
});
