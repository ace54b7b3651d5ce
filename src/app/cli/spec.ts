import type { Effects } from '../../effects.js';

/** Options as they were typed, camel-cased; those not given are absent. */
export type TypedOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface CommandInput {
  readonly args: readonly string[];
  readonly options: TypedOptions;
}

/** A command's entry: parses what was typed, calls the library, prints; returns the exit code. */
export type CommandRun = (input: CommandInput, effects: Effects) => Promise<number>;

export interface CommandSpec {
  readonly name: string;
  /** Positional arguments as help shows them: '<paths...>', '[tables...]'. */
  readonly usage?: string;
  /** What the first argument may be, where that is a closed list: offered by shell completion. */
  readonly words?: readonly string[];
  readonly summary: string;
  /** Flags as commander writes them, with their help. `list` ones may be given several times. */
  readonly options?: readonly { readonly flags: string; readonly help: string; readonly list?: boolean }[];
  readonly examples: readonly string[];
  /** Loaded only when the command runs, so that --help never loads the engine. */
  load(): Promise<{ readonly run: CommandRun }>;
}

export const DATE_RANGE_OPTIONS = [
  { flags: '--start-date <date>', help: 'first game date, YYYY-MM-DD' },
  { flags: '--end-date <date>', help: 'last game date' },
  { flags: '--season <season>', help: 'a season, e.g. 2021-22' },
] as const;

export const DATE_OPTIONS = [
  ...DATE_RANGE_OPTIONS,
  { flags: '--dates <dates>', help: 'single dates, joined by commas' },
] as const;
