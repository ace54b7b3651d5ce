import { listRunFiles, RunFileTail, type RunLine, runFile } from '../../run/run-file.js';
import type { TableGraph } from '../../tables/graph.js';
import type { LiveRun } from './schema/runs.js';
import type { WarehouseReader } from './warehouse-reader.js';

type LiveTable = { -readonly [K in keyof LiveRun['tables'][number]]: LiveRun['tables'][number][K] };

const LOG_LINES = 200;

/** The newest run of a warehouse, put together from its run file as it grows. */
export class LiveRunView {
  private tail: RunFileTail | null = null;
  private runId: string | null = null;
  private run: LiveRun | null = null;
  private readonly tables = new Map<string, LiveTable>();
  private log: LiveRun['log'] = [];
  private lines = 0;

  constructor(
    private readonly reader: WarehouseReader,
    private readonly graph: TableGraph,
  ) {}

  /** What is known now; null when the warehouse has no run file. */
  current(): LiveRun | null {
    const newest = listRunFiles(this.reader.beside).at(-1);
    if (newest === undefined) return null;
    if (newest !== this.runId) {
      this.runId = newest;
      this.tail = new RunFileTail(runFile(this.reader.beside, newest));
      this.run = null;
      this.tables.clear();
      this.log = [];
    }
    for (const line of this.tail?.next() ?? []) this.take(line);
    if (this.run === null) return null;
    // A run holds the lock for as long as it lives.
    const writer = this.reader.writer();
    const lives = writer !== null && writer.pid === this.run.pid && writer.host === this.run.host;
    const died = this.run.status === null && !lives;
    return { ...this.run, status: died ? 'died' : this.run.status, tables: [...this.tables.values()], log: this.log };
  }

  private take(line: RunLine): void {
    if (line.type === 'header') {
      const { runId, command, pid, host, at } = line;
      this.run = {
        runId,
        command,
        pid,
        host,
        startedAt: at,
        updatedAt: at,
        from: null,
        to: null,
        status: null,
        tables: [],
        log: [],
      };
      return;
    }
    if (this.run === null) return;
    this.run = { ...this.run, updatedAt: line.at };
    switch (line.type) {
      case 'run_started':
        this.run = { ...this.run, from: line.from, to: line.to };
        for (const table of line.tables) this.tables.set(table, this.newTable(table));
        this.say(line.at, `${line.tables.length} tables, ${line.from} to ${line.to}`);
        return;
      case 'table_started': {
        const table = this.table(line.table);
        Object.assign(table, { dates: line.dates, fresh: line.fresh, state: 'working' });
        if (line.dates > 0)
          this.say(
            line.at,
            `${table.alias}: ${line.dates} dates to make, ${line.fresh} fresh (${reasons(line.reasons)})`,
          );
        return;
      }
      case 'batch_done': {
        const table = this.table(line.table);
        table.done += line.dates;
        table.rows += line.rows;
        table.failures += line.failures;
        this.say(
          line.at,
          `${table.alias} ${line.from} to ${line.to}: ${line.rows} rows, ${line.failures} failures, ${line.changed} dates changed, ${Math.round(line.durationMs)} ms`,
        );
        return;
      }
      case 'batch_failed': {
        const table = this.table(line.table);
        table.failedBatches += 1;
        this.say(line.at, `${table.alias} ${line.from} to ${line.to} failed: ${line.error}`, 'error');
        return;
      }
      case 'gate': {
        const table = this.table(line.table);
        const worst = line.findings[0];
        const own = worst === undefined ? '' : `, ${worst.field} ${worst.state} on ${worst.date}`;
        this.say(
          line.at,
          `${table.alias} ${line.from} to ${line.to}: ${line.findings.length} critical fields not clean${own}; ${line.upstreamRows} rows were made from contaminated games`,
          'warn',
        );
        return;
      }
      case 'table_done':
        Object.assign(this.table(line.table), { state: 'done', durationMs: line.durationMs });
        return;
      case 'run_done':
        this.run = { ...this.run, status: line.status };
        this.say(line.at, `run ${line.status}`, line.status === 'complete' ? 'info' : 'warn');
    }
  }

  private table(name: string): LiveTable {
    const table = this.tables.get(name) ?? this.newTable(name);
    this.tables.set(name, table);
    return table;
  }

  private newTable(name: string): LiveTable {
    const alias = this.graph.get(name)?.alias ?? name;
    return {
      table: name,
      alias,
      dates: 0,
      fresh: 0,
      done: 0,
      rows: 0,
      failures: 0,
      failedBatches: 0,
      durationMs: null,
      state: 'waiting',
    };
  }

  private say(at: string, text: string, level: LiveRun['log'][number]['level'] = 'info'): void {
    this.log = [...this.log.slice(-LOG_LINES + 1), { n: ++this.lines, at, text, level }];
  }
}

function reasons(counts: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(counts)
    .map(([reason, n]) => `${n} ${reason.replaceAll('_', ' ')}`)
    .join(', ');
}
