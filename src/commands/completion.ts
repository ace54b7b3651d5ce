import { COMMANDS } from '../cli/commands.js';
import type { CommandRun } from '../cli/spec.js';
import { EXIT, PlatformError } from '../errors.js';

const names = COMMANDS.map((command) => command.name).join(' ');
const flagsOf = (command: (typeof COMMANDS)[number]) =>
  [
    ...(command.options ?? []).map(({ flags }) => flags.split(' ')[0] ?? ''),
    '--db',
    '--json',
    '--quiet',
    '--debug',
    '--help',
  ].join(' ');

const SCRIPTS: Readonly<Record<string, () => string>> = {
  bash: () => `_nba_props() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${names}" -- "$word")); return; fi
  case "\${COMP_WORDS[1]}" in
${COMMANDS.map((command) => `    ${command.name}) COMPREPLY=($(compgen -f -W "${flagsOf(command)}" -- "$word")) ;;`).join('\n')}
  esac
}
complete -F _nba_props nba-props
`,
  zsh: () => `#compdef nba-props
_nba_props() {
  if (( CURRENT == 2 )); then compadd ${names}; return; fi
  case "\${words[2]}" in
${COMMANDS.map((command) => `    ${command.name}) compadd -- ${flagsOf(command)}; _files ;;`).join('\n')}
  esac
}
compdef _nba_props nba-props
`,
  fish: () =>
    `${COMMANDS.flatMap((command) => [
      `complete -c nba-props -n __fish_use_subcommand -a ${command.name} -d '${command.summary.replaceAll("'", '’')}'`,
      ...flagsOf(command)
        .split(' ')
        .map(
          (flag) =>
            `complete -c nba-props -n '__fish_seen_subcommand_from ${command.name}' -l ${flag.replace(/^--/, '')}`,
        ),
    ]).join('\n')}\n`,
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
