import type { Effects } from '../../../effects.js';

/** Narrowest terminal that is reckoned with, and what is taken where the width is not known. */
const USUAL_COLUMNS = 80;
const EVERY_MS = 1000;

/**
 * What goes on, in the last line of a terminal: written over each second, never longer than the terminal is wide, gone in
 * the end. Elsewhere nothing is shown of it. Lines that are to stay are put above it.
 */
export class StatusLine {
  private now: (() => string) | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly effects: Pick<Effects, 'stderr' | 'stderrIsTerminal' | 'columns'>) {}

  /** @param text asked again each second, for the time that has passed */
  show(text: () => string): void {
    if (!this.effects.stderrIsTerminal) return;
    this.now = text;
    this.draw();
    this.timer ??= setInterval(() => this.draw(), EVERY_MS).unref();
  }

  /** A line that stays. */
  line(text: string): void {
    this.effects.stderr(`${this.now === null ? '' : '\r\u001b[K'}${text}\n`);
    if (this.now !== null) this.draw();
  }

  /** Takes the line away. */
  end(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    if (this.now !== null) this.effects.stderr('\r\u001b[K');
    this.now = null;
  }

  private draw(): void {
    const text = [...(this.now?.() ?? '')];
    // A line of the whole width makes some terminals begin another.
    const room = (this.effects.columns ?? USUAL_COLUMNS) - 1;
    this.effects.stderr(`\r${text.length > room ? `${text.slice(0, room - 1).join('')}…` : text.join('')}\u001b[K`);
  }
}

/** A bar of how much of the work is done, from 0 to 1. */
export function bar(done: number, size = 20): string {
  const full = Math.floor(size * Math.min(1, done));
  return `${'█'.repeat(full)}${'░'.repeat(size - full)}`;
}
