import type { Effects } from '../../../effects.js';
import type { RunEvent } from '../../../run/events.js';
import { counted } from './table.js';

const BAR = 24;

/**
 * Shows a run's events on stderr: a bar per table with rate and time left on a terminal, a line per ten dates elsewhere.
 * `--quiet` shows nothing.
 */
export function progress(effects: Effects, quiet: boolean): (event: RunEvent) => void {
  if (quiet) return () => undefined;
  return new Progress(effects).show;
}

class Progress {
  private table = '';
  private total = 0;
  private done = 0;
  /** Tens of dates told so far. */
  private told = 0;
  private startedAt = 0;

  constructor(private readonly effects: Effects) {}

  readonly show = (event: RunEvent): void => {
    switch (event.type) {
      case 'table_started':
        this.table = event.table;
        this.total = event.dates;
        this.done = 0;
        this.told = 0;
        this.startedAt = this.effects.now().getTime();
        break;
      case 'batch_done':
        this.done += event.dates;
        this.tell();
        break;
      case 'batch_failed':
        this.line(`${event.table} ${event.from} to ${event.to} failed: ${event.error}`);
        break;
      case 'table_done':
        if (event.dates > 0) {
          this.line(
            `${event.table}: ${counted(event.dates, 'date')}, ${counted(event.rows, 'row')}, ${counted(event.failures, 'failure record')}, ${(event.durationMs / 1000).toFixed(1)} s`,
          );
        }
        break;
      default:
        break;
    }
  };

  private tell(): void {
    if (this.effects.stderrIsTerminal) {
      const seconds = (this.effects.now().getTime() - this.startedAt) / 1000;
      const rate = this.done / Math.max(seconds, 0.001);
      const left = (this.total - this.done) / Math.max(rate, 0.001);
      const full = Math.round((BAR * this.done) / this.total);
      const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
      this.effects.stderr(
        `\r${bar} ${this.table} ${this.done}/${this.total} dates, ${rate.toFixed(0)}/s, ${left.toFixed(0)} s left\u001b[K`,
      );
      return;
    }
    const tens = Math.floor(this.done / 10);
    if (tens === this.told || this.done >= this.total) return;
    this.told = tens;
    this.line(`${this.table}: ${this.done} of ${this.total} dates`);
  }

  private line(text: string): void {
    this.effects.stderr(`${this.effects.stderrIsTerminal ? '\r\u001b[K' : ''}${text}\n`);
  }
}
