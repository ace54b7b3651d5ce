import { type ChildProcess, spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { isIsoDate } from '../../domain/dates.js';
import { PlatformError } from '../../errors.js';
import { selectTables } from '../../plan/select-tables.js';
import type { TableGraph } from '../../tables/graph.js';
import { commandWords } from '../cli/spec/command-line.js';
import { BACKFILL, CHECKED_DATES } from '../cli/spec/options.js';
import { ownCommandLine } from './command-line.js';
import type { ActionState, StartAction } from './schema/runs.js';
import type { WarehouseReader } from './warehouse-reader.js';

const OUTPUT_LINES = 200;

/**
 * Commands started from the page run as processes of their own, so that the dashboard never holds the warehouse; they are
 * stopped as from a terminal, by SIGINT, and finish or roll back their batch.
 */
export class Actions {
  private current: ActionState | null = null;
  private child: ChildProcess | null = null;
  private count = 0;

  constructor(
    private readonly reader: WarehouseReader,
    private readonly graph: TableGraph,
    private readonly now: () => Date,
    private readonly commandLine: readonly string[] = ownCommandLine(),
  ) {}

  get state(): ActionState | null {
    return this.current;
  }

  /** Errors: WAREHOUSE_LOCKED while another run writes; BAD_DATE, BAD_RANGE, UNKNOWN_TABLE for what cannot be asked. */
  start(request: StartAction): ActionState {
    const writer = this.reader.writer();
    if (writer !== null || this.child !== null) {
      throw new PlatformError(
        'WAREHOUSE_LOCKED',
        writer === null
          ? 'A command started here is still running.'
          : `pid ${writer.pid} is writing the warehouse (${writer.doing}).`,
        'Stop it, or wait for it to finish.',
      );
    }
    const args = this.argumentsOf(request);
    const [program = process.execPath, ...leading] = this.commandLine;
    const child = spawn(program, [...leading, ...args, '--db', this.reader.path], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.count += 1;
    this.current = {
      id: this.count,
      kind: request.kind,
      commandLine: `nba-props ${args.join(' ')}`,
      startedAt: this.now().toISOString(),
      finishedAt: null,
      exitCode: null,
      output: [],
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    }
    child.on('error', (error) => this.hear(`${error.message}\n`));
    child.on('close', (code) => this.end(code));
    return this.current;
  }

  /** Sends SIGINT to the command started here, else to the terminal run that writes the warehouse on this host. */
  stop(): void {
    if (this.child !== null) {
      this.child.kill('SIGINT');
      return;
    }
    const writer = this.reader.writer();
    if (writer === null || writer.host !== hostname() || writer.pid === process.pid) {
      throw new PlatformError(
        'NOT_FOUND',
        'No run on this machine is writing the warehouse.',
        'There is nothing to stop.',
      );
    }
    process.kill(writer.pid, 'SIGINT');
  }

  /** Stops what was started here; for the server's own end. */
  close(): void {
    this.child?.kill('SIGINT');
  }

  private argumentsOf({ kind, tables = [], from, to, force }: StartAction): string[] {
    for (const date of [from, to]) {
      if (!isIsoDate(date)) throw new PlatformError('BAD_DATE', `${date} is not a date.`, 'Write it as YYYY-MM-DD.');
    }
    if (from > to) throw new PlatformError('BAD_RANGE', `${from} lies after ${to}.`, 'Give the earlier date first.');
    const range = { startDate: from, endDate: to };
    if (kind === 'heal') return commandWords('heal', [], CHECKED_DATES, range);
    const names = tables.length === 0 ? [] : selectTables(tables, this.graph).map((table) => table.alias);
    return commandWords('backfill', names, BACKFILL, { ...range, noResume: force });
  }

  private hear(text: string): void {
    if (this.current === null) return;
    const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    this.current = { ...this.current, output: [...this.current.output, ...lines].slice(-OUTPUT_LINES) };
  }

  private end(code: number | null): void {
    this.child = null;
    if (this.current !== null) {
      this.current = { ...this.current, finishedAt: this.now().toISOString(), exitCode: code };
    }
  }
}
