import type { Kind } from './kinds.js';

/** One option, under its name in camel case: `startDate` is --start-date, `noResume` is --no-resume. */
export interface OptionSpec<Value = unknown> {
  readonly help: string;
  /** What it takes; absent for a switch, which takes nothing. */
  readonly kind?: Kind<unknown>;
  readonly required?: boolean;
  readonly default?: unknown;
  /** It may be given several times. */
  readonly repeated?: boolean;
  /** The first arguments it belongs to, where not to all: --details is for `validate coverage` alone. */
  readonly only?: readonly string[];
  /** Read, but left out of help and completion. */
  readonly hidden?: boolean;
  /** The type of its value; holds nothing. */
  readonly value?: Value;
}

/** One argument, under the name that help shows. */
export interface ArgumentSpec<Value = unknown> {
  readonly help: string;
  readonly kind: Kind<unknown>;
  readonly takes: 'one' | 'one or none' | 'some' | 'any';
  /** The type of its value; holds nothing. */
  readonly value?: Value;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>;

/** The values that specs describe. What may be left out and has no default is an optional property. */
export type Values<Specs extends OptionSpecs | ArgumentSpecs> = {
  readonly [Name in keyof Specs as undefined extends ValueOf<Specs[Name]> ? never : Name]: ValueOf<Specs[Name]>;
} & {
  readonly [Name in keyof Specs as undefined extends ValueOf<Specs[Name]> ? Name : never]?: Exclude<
    ValueOf<Specs[Name]>,
    undefined
  >;
};
type ValueOf<Spec> = Spec extends OptionSpec<infer V> | ArgumentSpec<infer V> ? V : never;

type More = Pick<OptionSpec, 'only' | 'hidden'>;

export const option = <T>(kind: Kind<T>, help: string, more: More = {}): OptionSpec<T | undefined> => ({
  kind,
  help,
  ...more,
});

export const optionWithDefault = <T>(kind: Kind<T>, fallback: T, help: string, more: More = {}): OptionSpec<T> => ({
  kind,
  help,
  default: fallback,
  ...more,
});

export const requiredOption = <T>(kind: Kind<T>, help: string): OptionSpec<T> => ({ kind, help, required: true });

export const repeatedOption = <T>(kind: Kind<T>, help: string): OptionSpec<readonly T[]> => ({
  kind,
  help,
  repeated: true,
});

/** An option that takes no value: true if it was given. */
export const flag = (help: string, more: More = {}): OptionSpec<boolean> => ({ help, ...more });

export const argument = <T>(kind: Kind<T>, help: string): ArgumentSpec<T> => ({ kind, help, takes: 'one' });

export const optionalArgument = <T>(kind: Kind<T>, help: string): ArgumentSpec<T | undefined> => ({
  kind,
  help,
  takes: 'one or none',
});

/** One or more. */
export const someArguments = <T>(kind: Kind<T>, help: string): ArgumentSpec<readonly T[]> => ({
  kind,
  help,
  takes: 'some',
});

/** None or more. */
export const anyArguments = <T>(kind: Kind<T>, help: string): ArgumentSpec<readonly T[]> => ({
  kind,
  help,
  takes: 'any',
});

/** "--start-date" of `startDate`. */
export const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
