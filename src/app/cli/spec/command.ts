import type { Effects } from '../../../effects.js';
import { COMMON } from './options.js';
import { readValues, type Typed } from './read-values.js';
import type { ArgumentSpecs, OptionSpecs, Values } from './spec.js';
import { withWarehouse } from './warehouse-words.js';

/** A command: what help, completion and the command line know of it, and what it does. */
export interface Command {
  readonly summary: string;
  /** In the order in which they are typed. */
  readonly args: ArgumentSpecs;
  readonly options: OptionSpecs;
  readonly examples: readonly string[];
  /** Reads what was typed, does it, and returns the exit code. */
  run(typed: Typed, effects: Effects, program: Program): Promise<number>;
}

/** Loads all commands by name, for the commands that describe the others. */
type Program = () => Promise<ReadonlyMap<string, Command>>;

interface Definition<A extends ArgumentSpecs, O extends OptionSpecs> {
  readonly summary: string;
  readonly args?: A;
  readonly options?: O;
  readonly examples: readonly string[];
  /** The library is imported in here, so that help loads neither engine nor tables. */
  run(input: Input<A, O>, effects: Effects, program: Program): Promise<number>;
}

/** The values of arguments and options, and of those that every command has. */
type Input<A extends ArgumentSpecs, O extends OptionSpecs> = Values<A> & Values<O> & CommonInput;
export type CommonInput = Values<typeof COMMON>;

export function defineCommand<
  A extends ArgumentSpecs = Record<never, never>,
  O extends OptionSpecs = Record<never, never>,
>({ summary, args, options, examples, run }: Definition<A, O>): Command {
  const all = { args: args ?? {}, options: { ...options, ...COMMON } };
  return {
    summary,
    ...all,
    examples,
    run: async (typed, effects, program) =>
      run(withWarehouse(await readValues(all, typed)) as Input<A, O>, effects, program),
  };
}
