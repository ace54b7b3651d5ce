import type { Effects } from '../../../effects.js';
import type { RunEvent } from '../../../run/events.js';
import { bar, StatusLine } from './status-line.js';
import { counted } from './table.js';

/**
 * Shows a run's events on stderr: on a terminal one bar over all tables with the table at hand, elsewhere a line per ten
 * dates. A line stays of each table. `--quiet` shows nothing.
 */
export function progress(effects: Effects, quiet: boolean): (event: RunEvent) => void {
  if (quiet) return () => undefined;
  return new Progress(effects).show;
}

const shortName = (table: string): string => table.split('.').at(-1) ?? table;

class Progress {
  private readonly status: StatusLine;
  private tables: readonly string[] = [];
  private table = '';
  private total = 0;
  private done = 0;
  /** Tens of dates told so far. */
  private told = 0;
  private startedAt = 0;

  constructor(private readonly effects: Effects) {
    this.status = new StatusLine(effects);
  }

  readonly show = (event: RunEvent): void => {
    switch (event.type) {
      case 'run_started':
        this.tables = event.tables;
        break;
      case 'table_started':
        this.table = event.table;
        this.total = event.dates;
        this.done = 0;
        this.told = 0;
        this.startedAt = this.effects.now().getTime();
        if (event.dates > 0) this.status.show(this.now);
        break;
      case 'batch_done':
        this.done += event.dates;
        this.tell();
        break;
      case 'batch_failed':
        this.status.line(`${shortName(event.table)} ${event.from} to ${event.to} failed: ${event.error}`);
        break;
      case 'table_done':
        if (event.dates > 0) {
          this.status.line(
            `${shortName(event.table)}: ${counted(event.dates, 'date')}, ${counted(event.rows, 'row')}, ${counted(event.failures, 'failure')}, ${(event.durationMs / 1000).toFixed(1)} s`,
          );
        }
        break;
      case 'run_done':
        this.status.end();
        break;
      default:
        break;
    }
  };

  /** A batch may be a whole season, so progress is counted in tables; the seconds show that it is still working. */
  private readonly now = (): string => {
    const place = Math.max(0, this.tables.indexOf(this.table));
    const share = (place + this.done / Math.max(1, this.total)) / Math.max(1, this.tables.length);
    const seconds = Math.round((this.effects.now().getTime() - this.startedAt) / 1000);
    const dates = this.done === 0 ? counted(this.total, 'date') : `${this.done} of ${counted(this.total, 'date')}`;
    return `${bar(share)} ${place + 1}/${this.tables.length} ${shortName(this.table)}, ${dates}, ${seconds} s`;
  };

  private tell(): void {
    this.status.show(this.now);
    if (this.effects.stderrIsTerminal) return;
    const tens = Math.floor(this.done / 10);
    if (tens === this.told || this.done >= this.total) return;
    this.told = tens;
    this.status.line(`${shortName(this.table)}: ${this.done} of ${this.total} dates`);
  }
}
