import type { Effects } from '../../../effects.js';
import type { CommonInput } from '../spec/command.js';
import { makePaint, type Paint } from './table.js';

/** Prints a report: the data itself with --json, its lines otherwise. */
export function print<T>(
  report: T,
  lines: (paint: Paint) => readonly string[],
  options: Pick<CommonInput, 'json'>,
  effects: Effects,
): void {
  if (options.json) effects.stdout(`${JSON.stringify(report)}\n`);
  else effects.stdout(`${lines(makePaint(effects.stdoutIsTerminal, effects.env('NO_COLOR'))).join('\n')}\n`);
}
