import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { createTableSql } from '../../src/engine/stored-table.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { makeJob } from '../../src/ledger/checkpoint.js';
import { platformSchemaSql } from '../../src/ledger/platform-schema.js';
import { refreshUpstream } from '../../src/ledger/refresh.js';
import { ingestPaths } from '../../src/raw/ingest.js';
import type { IngestReport } from '../../src/raw/report.js';
import { runBackfill } from '../../src/run/run.js';
import type { BackfillOptions } from '../../src/run/run-context.js';
import type { BackfillReport } from '../../src/run/run-report.js';
import { storedAs } from '../../src/tables/definition.js';
import type { TableGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { testEffects } from './mini-league.js';

/** The whole platform from raw files on, on one engine: what the commands do, without the command line. */
export class Platform {
  readonly effects = { ...testEffects(), now: () => new Date() };
  private runs = 0;

  private constructor(
    readonly warehouse: Warehouse,
    readonly graph: TableGraph,
    private readonly folder: string | null = null,
  ) {}

  static async create(path = ':memory:', graph: TableGraph = GRAPH): Promise<Platform> {
    const warehouse = await openDuckdb({ path, threads: 1 });
    const d = warehouse.dialect;
    for (const schema of ['processing', 'analytics', 'precompute', 'predictions']) {
      await warehouse.execute(`CREATE SCHEMA IF NOT EXISTS nba_${schema}`);
    }
    for (const statement of platformSchemaSql(d)) {
      await warehouse.execute(statement);
    }
    for (const table of graph.ordered) await warehouse.execute(createTableSql(storedAs(table), d));
    return new Platform(warehouse, graph);
  }

  /** On a copy of a prepared warehouse, which is removed when it is closed. */
  static async copyOf(prepared: string): Promise<Platform> {
    const folder = mkdtempSync(join(tmpdir(), 'nba-props-platform-'));
    const path = join(folder, 'nba.duckdb');
    copyFileSync(prepared, path);
    return new Platform(await openDuckdb({ path, threads: 1 }), GRAPH, folder);
  }

  async ingest(...paths: string[]): Promise<IngestReport> {
    const runId = `ingest-${++this.runs}`;
    const report = await ingestPaths(this.warehouse, paths, { effects: this.effects, runId });
    await refreshUpstream(this.warehouse, this.effects.now(), runId);
    return report;
  }

  /** Backfills all tables over the dates that have data. */
  async backfill(options: Partial<BackfillOptions> = {}, signal = this.effects.signal): Promise<BackfillReport> {
    const rows = await this.warehouse.query<{ low: string; high: string }>(
      `SELECT MIN(g.game_date) AS low, MAX(p.partition_date) AS high FROM nba_reference.games g, nba_processing.partitions p
       WHERE g.is_counting AND p.table_name IN ('nba_raw.nbac_play_by_play', 'nba_raw.nbac_team_boxscores')`,
    );
    const { low: from, high: to } = rows[0]!;
    return runBackfill(
      this.warehouse,
      this.graph,
      { ...this.effects, signal },
      {
        selection: { tables: this.graph.ordered.filter((table) => table.phase > 2), from, to },
        job: makeJob('backfill', ['all'], from, to),
        runId: `run-${++this.runs}`,
        batchDays: 31,
        ...options,
      },
    );
  }

  /** Content hash of every derived partition: equal for equal data, whatever way led to it. */
  async content(): Promise<Readonly<Record<string, string>>> {
    const rows = await this.warehouse.query<{ what: string; content_hash: string }>(
      `SELECT table_name || ' ' || CAST(partition_date AS VARCHAR) AS what, status || ' ' || content_hash AS content_hash
       FROM nba_processing.partitions WHERE code_hash IS NOT NULL ORDER BY 1`,
    );
    return Object.fromEntries(rows.map((row) => [row.what, row.content_hash]));
  }

  async close(): Promise<void> {
    await this.warehouse.close({ keepLog: this.folder !== null });
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
  }
}
