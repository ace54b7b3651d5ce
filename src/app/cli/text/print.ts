import type { Effects } from '../../../effects.js';
import type { CommonInput } from '../spec/command.js';
import { coloured, PAINT, type Paint, unpainted } from './paint.js';
import { within } from './table.js';
import { visible } from './visible.js';

/**
 * Prints a report: the data itself with --json, its lines otherwise, within its width on a terminal, and in colours unless
 * NO_COLOR is set.
 */
export function print<T>(
  report: T,
  lines: (paint: Paint) => readonly string[],
  options: Pick<CommonInput, 'json'>,
  effects: Effects,
): void {
  if (options.json) {
    effects.stdout(`${JSON.stringify(report)}\n`);
    return;
  }
  const room = effects.stdoutIsTerminal ? (effects.columns ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const text = visible(within(room, () => lines(PAINT)).join('\n'));
  const inColours = effects.stdoutIsTerminal && (effects.env('NO_COLOR') ?? '') === '';
  effects.stdout(`${inColours ? coloured(text) : unpainted(text)}\n`);
}
