import { flagOf, type OptionSpecs } from './spec.js';

/**
 * The words of a command after "nba-props": its name, its arguments, then those of the options that have a value, in the
 * order of their specs. The values may be those of another command that has the same options.
 */
export function commandWords(
  command: string,
  args: readonly string[],
  options: OptionSpecs,
  values: Readonly<Record<string, unknown>>,
): string[] {
  const words = Object.entries(options).flatMap(([name, spec]) => {
    const value = values[name];
    if (value === undefined || value === false || value === spec.default) return [];
    return value === true ? [flagOf(name)] : [flagOf(name), String(value)];
  });
  return [command, ...args, ...words];
}

/** A command as a user would paste it. */
export const commandLine = (...asked: Parameters<typeof commandWords>): string =>
  ['nba-props', ...commandWords(...asked)].map(quoted).join(' ');

/** A command with the warehouse it was asked about. */
export const onSameWarehouse = (command: string, db: string | undefined): string =>
  db === undefined ? command : `${command} --db ${quoted(db)}`;

/** A word as a shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
