import { PlatformError } from '../../../errors.js';
import { type ArgumentSpec, type ArgumentSpecs, flagOf, type OptionSpec, type OptionSpecs } from './spec.js';

/** What was typed, as commander hands it over: a text, or several, per argument; options by their names. */
export interface Typed {
  readonly args: readonly (string | readonly string[] | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
}

interface Specs {
  readonly args: ArgumentSpecs;
  readonly options: OptionSpecs;
}

/** The values of what was typed; absent where nothing was. Errors: those of the kinds; BAD_OPTION for an option of another action. */
export async function readValues({ args, options }: Specs, typed: Typed): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [place, [name, spec]] of Object.entries(args).entries()) {
    const value = await readArgument(name, spec, typed.args[place]);
    if (value !== undefined) values[name] = value;
  }
  const [action] = typed.args;
  for (const [name, spec] of Object.entries(options)) {
    const given = typed.options[name];
    if (given !== undefined && given !== false) refuseForeign(flagOf(name), spec, action);
    const value = await readOption(name, spec, given);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function readArgument(name: string, { kind }: ArgumentSpec, typed: Typed['args'][number]): unknown {
  if (typed === undefined) return undefined;
  const at = name.toUpperCase();
  return typeof typed === 'string' ? kind.read(typed, at) : Promise.all(typed.map((word) => kind.read(word, at)));
}

function readOption(name: string, { kind, repeated, ...spec }: OptionSpec, typed: unknown): unknown {
  if (kind === undefined) return typed === true;
  const at = flagOf(name);
  if (repeated === true) {
    const words = Array.isArray(typed) ? typed.map(String) : [];
    return Promise.all(words.map((word) => kind.read(word, at)));
  }
  return typed === undefined ? spec.default : kind.read(String(typed), at);
}

/** An option that would be ignored is refused: its user expects it to change the answer. */
function refuseForeign(at: string, { only }: OptionSpec, action: Typed['args'][number]): void {
  if (only === undefined || only.some((known) => known === action)) return;
  throw new PlatformError(
    'BAD_OPTION',
    `${action} has no ${at}.`,
    `Leave it out; ${at} belongs to ${only.join(', ')}.`,
  );
}
