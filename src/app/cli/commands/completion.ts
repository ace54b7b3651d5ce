import { EXIT, PlatformError } from '../../../errors.js';
import { FORMATS } from '../../../features/formats/format.js';
import { GATE_MODES } from '../../../ledger/gate-mode.js';
import { GRAPH } from '../../../tables/registry.js';
import { COMMANDS } from '../commands.js';
import type { CommandRun, CommandSpec } from '../spec.js';

const names = COMMANDS.map((command) => command.name);
const TABLES = ['all', '3', '4', '5', ...GRAPH.ordered.map((table) => table.alias)];

/** Values of options that take one of a closed list. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--mode': GATE_MODES,
  '--format': FORMATS,
  '--table': GRAPH.ordered.map((table) => table.alias),
};

const flagsOf = (command: CommandSpec) => [
  ...(command.options ?? []).map(({ flags }) => flags.split(' ')[0] ?? ''),
  '--db',
  '--json',
  '--quiet',
  '--debug',
  '--help',
];

/** What a command's arguments may be: `first` alone where it is one word, tables anywhere where several are taken. */
function argumentsOf({ usage = '', words = [] }: CommandSpec): { first: readonly string[]; rest: readonly string[] } {
  if (usage.includes('tables...')) return { first: TABLES, rest: TABLES };
  if (usage.startsWith('<table>')) return { first: VALUES['--table'] ?? [], rest: [] };
  return { first: words, rest: [] };
}

const valuedOf = (command: CommandSpec) => flagsOf(command).filter((flag) => VALUES[flag] !== undefined);

function bash(command: CommandSpec): string {
  const { first, rest } = argumentsOf(command);
  const words = (list: readonly string[]) => [...list, ...flagsOf(command)].join(' ');
  const cases = valuedOf(command).map(
    (flag) => `        ${flag}) COMPREPLY=($(compgen -W "${VALUES[flag]?.join(' ')}" -- "$word")) ;;\n`,
  );
  const files = first.length === 0 ? '-f ' : '';
  const other =
    first === rest || first.length === 0
      ? `COMPREPLY=($(compgen ${files}-W "${words(first)}" -- "$word"))`
      : `if [ "$COMP_CWORD" -eq 2 ]; then COMPREPLY=($(compgen -W "${words(first)}" -- "$word")); else COMPREPLY=($(compgen -f -W "${words(rest)}" -- "$word")); fi`;
  return `    ${command.name})
      case "$before" in
${cases.join('')}        --db | --out) COMPREPLY=($(compgen -f -- "$word")) ;;
        *) ${other} ;;
      esac ;;`;
}

function zsh(command: CommandSpec): string {
  const { first, rest } = argumentsOf(command);
  const cases = valuedOf(command).map((flag) => `        ${flag}) compadd -- ${VALUES[flag]?.join(' ')} ;;\n`);
  const flags = flagsOf(command).join(' ');
  const other =
    first.length === 0
      ? `compadd -- ${flags}; _files`
      : first === rest
        ? `compadd -- ${first.join(' ')} ${flags}`
        : `if (( CURRENT == 3 )); then compadd -- ${first.join(' ')} ${flags}; else compadd -- ${flags}; _files; fi`;
  return `    ${command.name})
      case "\${words[CURRENT-1]}" in
${cases.join('')}        --db|--out) _files ;;
        *) ${other} ;;
      esac ;;`;
}

function fish(command: CommandSpec): string[] {
  const { first, rest } = argumentsOf(command);
  const within = `'__fish_seen_subcommand_from ${command.name}'`;
  // Fish has no place of a word: the first one is offered as long as none of the list has been typed.
  const open =
    first === rest
      ? within
      : `'__fish_seen_subcommand_from ${command.name}; and not __fish_seen_subcommand_from ${first.join(' ')}'`;
  return [
    `complete -c nba-props -n __fish_use_subcommand -a ${command.name} -d '${command.summary.replaceAll("'", '’')}'`,
    ...(first.length === 0 ? [] : [`complete -c nba-props -n ${open} -f -a '${first.join(' ')}'`]),
    ...flagsOf(command).map(
      (flag) =>
        `complete -c nba-props -n ${within} -l ${flag.replace(/^--/, '')}${VALUES[flag] === undefined ? '' : ` -x -a '${VALUES[flag].join(' ')}'`}`,
    ),
  ];
}

const SCRIPTS: Readonly<Record<string, () => string>> = {
  bash: () => `_nba_props() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${names.join(' ')}" -- "$word")); return; fi
  case "\${COMP_WORDS[1]}" in
${COMMANDS.map(bash).join('\n')}
  esac
}
complete -F _nba_props nba-props
`,
  zsh: () => `#compdef nba-props
_nba_props() {
  if (( CURRENT == 2 )); then compadd ${names.join(' ')}; return; fi
  case "\${words[2]}" in
${COMMANDS.map(zsh).join('\n')}
  esac
}
compdef _nba_props nba-props
`,
  fish: () => `${COMMANDS.flatMap(fish).join('\n')}\n`,
};

/** `nba-props completion bash | zsh | fish`. */
export const run: CommandRun = async ({ args }, effects) => {
  const script = SCRIPTS[args[0] ?? ''];
  if (script === undefined) {
    throw new PlatformError(
      'BAD_OPTION',
      `There is no completion for ${args[0]}.`,
      `Shells: ${Object.keys(SCRIPTS).join(', ')}.`,
    );
  }
  effects.stdout(script());
  return EXIT.ok;
};
