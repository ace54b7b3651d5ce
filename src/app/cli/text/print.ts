import type { Effects } from '../../../effects.js';
import { PlatformError } from '../../../errors.js';
import type { CommonOptions } from '../shared/open.js';
import type { TypedOptions } from '../spec.js';
import { makePaint, type Paint } from './table.js';

/** Prints a report: the data itself with --json, its lines otherwise. */
export function print<T>(
  report: T,
  lines: (paint: Paint) => readonly string[],
  options: CommonOptions,
  effects: Effects,
): void {
  if (options.json === true) effects.stdout(`${JSON.stringify(report)}\n`);
  else effects.stdout(`${lines(makePaint(effects.stdoutIsTerminal, effects.env('NO_COLOR'))).join('\n')}\n`);
}

/** The options every command has, from what was typed. */
export function commonOptions(options: TypedOptions): CommonOptions & { readonly wait?: boolean } {
  return {
    ...(typeof options.db === 'string' ? { db: options.db } : {}),
    json: options.json === true,
    quiet: options.quiet === true,
    debug: options.debug === true,
    wait: options.wait === true,
  };
}

/** A text option, if given. */
export const text = (options: TypedOptions, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** A whole number of at least `min`, if given. Error: BAD_OPTION. */
export function wholeNumber(options: TypedOptions, name: string, flag: string, min = 1): number | undefined {
  const typed = text(options, name);
  if (typed === undefined) return undefined;
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= min) return value;
  throw new PlatformError(
    'BAD_OPTION',
    `${flag} ${typed} is not a whole number of at least ${min}.`,
    `Give ${flag} a number.`,
  );
}

/** Dates joined into ranges of neighbours in a list of all dates: "2021-10-19 to 2021-10-24, 2021-11-03". */
export function dateRanges(dates: readonly string[], all: readonly string[]): string[] {
  const position = new Map(all.map((date, i) => [date, i]));
  const ranges: { from: string; to: string; last: number }[] = [];
  for (const date of [...dates].sort()) {
    const at = position.get(date) ?? Number.NaN;
    const open = ranges.at(-1);
    if (open !== undefined && at === open.last + 1) Object.assign(open, { to: date, last: at });
    else ranges.push({ from: date, to: date, last: at });
  }
  return ranges.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
}
