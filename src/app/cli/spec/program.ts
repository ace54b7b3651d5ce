import { type Command as Commander, Option } from 'commander';
import type { Command } from './command.js';
import { COMMON } from './options.js';
import type { Typed } from './read-values.js';
import { type ArgumentSpec, flagOf, type OptionSpec } from './spec.js';

/** Adds a command to commander, which splits what was typed into arguments and options and prints the help. */
export function addCommand(
  parent: Commander,
  name: string,
  command: Command,
  run: (typed: Typed) => Promise<void>,
): void {
  const added = parent.command(name).description(command.summary).copyInheritedSettings(parent);
  for (const [arg, spec] of Object.entries(command.args)) added.argument(usageOf(arg, spec), argumentHelp(spec));
  for (const [name, spec] of Object.entries(command.options)) added.addOption(optionOf(name, spec));
  added
    .addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`)
    .action(async () => {
      const options = added.opts();
      const names = Object.keys(command.options);
      await run({
        args: added.processedArgs,
        options: Object.fromEntries(names.map((option) => [option, typedOption(option, options)])),
      });
    });
}

function optionOf(name: string, spec: OptionSpec): Option {
  const flags = spec.kind === undefined ? flagOf(name) : `${flagOf(name)} <${spec.kind.name}>`;
  const option = new Option(flags, optionHelp(spec));
  if (spec.required === true) option.makeOptionMandatory();
  if (spec.hidden === true) option.hideHelp();
  if (spec.repeated === true) option.argParser((word: string, all: string[] = []) => [...all, word]);
  if (Object.hasOwn(COMMON, name)) option.helpGroup('Options of every command:');
  return option;
}

/** commander keeps --no-resume as resume: false. */
function typedOption(name: string, options: Readonly<Record<string, unknown>>): unknown {
  const negated = /^no([A-Z])(.*)$/.exec(name);
  if (negated === null) return options[name];
  return options[`${negated[1]?.toLowerCase()}${negated[2]}`] === false;
}

const BRACKETS = { one: ['<', '>'], 'one or none': ['[', ']'], some: ['<', '...>'], any: ['[', '...]'] } as const;

const usageOf = (name: string, { takes }: ArgumentSpec) => `${BRACKETS[takes][0]}${name}${BRACKETS[takes][1]}`;

const argumentHelp = ({ help, kind }: ArgumentSpec) => withNotes(help, wordsOf(kind));

function optionHelp({ help, kind, only, required, ...spec }: OptionSpec): string {
  const text = only === undefined ? help : `${only.join(', ')}: ${help}`;
  return withNotes(text, [
    ...wordsOf(kind),
    ...(spec.default === undefined ? [] : [`default ${spec.default}`]),
    ...(spec.repeated === true ? ['may be given several times'] : []),
    ...(required === true ? ['required'] : []),
  ]);
}

const wordsOf = (kind: OptionSpec['kind']): string[] =>
  kind?.words === undefined || typeof kind.words === 'function' ? [] : [kind.words.join(', ')];

const withNotes = (text: string, notes: readonly string[]) =>
  notes.length === 0 ? text : `${text} (${notes.join('; ')})`;
