import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Warehouse } from '../../engine/warehouse.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import { MLFS } from '../../tables/names.js';
import { readAlerts } from '../../watch/alerts/alert-file.js';
import { isAlive, readWatch } from '../../watch/watch-state.js';
import type { WarehouseReader } from './warehouse-reader.js';

/** Facts of a scrape that come from the warehouse. */
interface Facts {
  readonly rows: number;
  readonly ready: number;
  readonly failed_partitions: number;
}

/**
 * Prometheus text: state of the watch, open alerts, ready rows of the last date, and the process itself. While a run holds the
 * warehouse, its numbers are the last known ones.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly gauges: ReturnType<typeof gaugesOf>;

  constructor(
    private readonly reader: WarehouseReader,
    private readonly now: () => Date,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.gauges = gaugesOf(this.registry);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    const { alerts, watch, lastPass, lastExit, attempts, rows, failed, up } = this.gauges;
    const { beside } = this.reader;
    alerts.set(readAlerts(beside).open.length);
    const state = readWatch(beside);
    watch.reset();
    for (const name of ['running', 'waiting', 'resting', 'halted', 'stopped'] as const) {
      const is = state !== null && (isAlive(state) ? state.state === name : name === 'stopped');
      watch.set({ state: name }, is ? 1 : 0);
    }
    if (state?.last) {
      lastPass.set(Date.parse(state.last.at) / 1000);
      lastExit.set(state.last.exit);
    }
    attempts.set(state?.attempts ?? 0);
    const facts = await this.facts();
    up.set(facts === null ? 0 : 1);
    if (facts !== null) {
      rows.reset();
      rows.set({ state: 'ready' }, facts.ready);
      rows.set({ state: 'not_ready' }, facts.rows - facts.ready);
      failed.set(facts.failed_partitions);
    }
    this.gauges.scraped.set(this.now().getTime() / 1000);
    return this.registry.metrics();
  }

  private async facts(): Promise<Facts | null> {
    try {
      const { body } = await this.reader.answer('metrics', factsOf);
      return JSON.parse(body) as Facts;
    } catch {
      return null;
    }
  }
}

function gaugesOf(registry: Registry) {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `nba_props_${name}`, help, labelNames: [...labelNames], registers: [registry] });
  return {
    alerts: gauge('alerts_open', 'causes that are wrong now'),
    watch: gauge('watch_state', '1 for the state that the watch is in', ['state']),
    lastPass: gauge('last_pass_timestamp_seconds', 'when the watch ended its last pass'),
    lastExit: gauge('last_pass_exit_code', 'exit code of the last pass: 0 well, 1 something is wrong'),
    attempts: gauge('failed_passes', 'passes in a row that failed'),
    rows: gauge('feature_rows', 'rows of the feature store on the last date made', ['state']),
    failed: gauge('failed_partitions', 'partitions that failed and have not been made since'),
    up: gauge('warehouse_readable', '1 if the warehouse could be read, or had been before'),
    scraped: gauge('scrape_timestamp_seconds', 'time of this answer'),
  };
}

async function factsOf(warehouse: Warehouse): Promise<Facts> {
  const made = await warehouse.query<{ row_count: number; ready: number }>(
    `SELECT COUNT(*) AS row_count, COALESCE(${warehouse.dialect.countIf('is_production_ready')}, 0) AS ready
     FROM ${MLFS} WHERE game_date = (SELECT MAX(game_date) FROM ${MLFS})`,
  );
  const failed = await warehouse.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM ${PARTITIONS} WHERE status = 'failed'`,
  );
  const [row] = made;
  return {
    rows: row?.row_count ?? 0,
    ready: row?.ready ?? 0,
    failed_partitions: failed[0]?.n ?? 0,
  };
}
