import type { Effects } from '../../../effects.js';

/** Width where the terminal does not tell its own. */
const USUAL_COLUMNS = 80;
const EVERY_MS = 1000;

/**
 * Progress in the last line of a terminal: rewritten each second, cut to the width of the terminal, removed at the end. Where
 * stderr is no terminal, nothing is shown. Permanent lines are printed above it.
 */
export class StatusLine {
  private now: (() => string) | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly effects: Pick<Effects, 'stderr' | 'stderrIsTerminal' | 'columns'>) {}

  /** @param text called again each second, because it shows the time passed */
  show(text: () => string): void {
    if (!this.effects.stderrIsTerminal) return;
    this.now = text;
    this.draw();
    this.timer ??= setInterval(() => this.draw(), EVERY_MS).unref();
  }

  /** Prints a permanent line. */
  line(text: string): void {
    this.effects.stderr(`${this.now === null ? '' : '\r\u001b[K'}${text}\n`);
    if (this.now !== null) this.draw();
  }

  /** Removes the progress line. */
  end(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    if (this.now !== null) this.effects.stderr('\r\u001b[K');
    this.now = null;
  }

  private draw(): void {
    const text = [...(this.now?.() ?? '')];
    // Some terminals wrap when text reaches the last column.
    const room = (this.effects.columns ?? USUAL_COLUMNS) - 1;
    this.effects.stderr(`\r${text.length > room ? `${text.slice(0, room - 1).join('')}…` : text.join('')}\u001b[K`);
  }
}

/** A bar of how much of the work is done, from 0 to 1. */
export function bar(done: number, size = 20): string {
  const full = Math.floor(size * Math.min(1, done));
  return `${'█'.repeat(full)}${'░'.repeat(size - full)}`;
}
