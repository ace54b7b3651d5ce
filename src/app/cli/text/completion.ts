import type { Command } from '../spec/command.js';
import { type Kind, loadWords } from '../spec/kinds.js';
import { flagOf } from '../spec/spec.js';

export type Shell = 'bash' | 'zsh' | 'fish';

/** What a shell offers after a command. */
interface Offers {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly { readonly flag: string; readonly words: readonly string[]; readonly isPath: boolean }[];
  /** Words of the first argument, and of those after it. */
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** The completion script of a shell: commands, their options, and the words that options and arguments take. */
export async function completionScript(shell: Shell, commands: ReadonlyMap<string, Command>): Promise<string> {
  const offers = await Promise.all([...commands].map(([name, command]) => offersOf(name, command)));
  return { bash, zsh, fish }[shell](offers);
}

async function offersOf(name: string, { summary, args, options }: Command): Promise<Offers> {
  const wordsOf = async (kind: Kind<unknown> | undefined) => [...(await loadWords(kind?.words ?? []))];
  const [first, second] = Object.values(args);
  const takesMany = first !== undefined && ['some', 'any'].includes(first.takes);
  const flags = Object.entries(options)
    .filter(([, { hidden }]) => hidden !== true)
    .map(async ([option, { kind }]) => ({
      flag: flagOf(option),
      words: await wordsOf(kind),
      isPath: kind?.isPath === true,
    }));
  return {
    name,
    summary,
    flags: [...(await Promise.all(flags)), { flag: '--help', words: [], isPath: false }],
    first: await wordsOf(first?.kind),
    rest: await wordsOf(takesMany ? first.kind : second?.kind),
  };
}

const namesOf = (offers: readonly Offers[]) => offers.map(({ name }) => name).join(' ');
const pathsOf = ({ flags }: Offers) => flags.filter(({ isPath }) => isPath).map(({ flag }) => flag);
const valuedOf = ({ flags }: Offers) => flags.filter(({ words }) => words.length > 0);
const afterWords = ({ flags }: Offers, words: readonly string[]) =>
  [...words, ...flags.map(({ flag }) => flag)].join(' ');

const bash = (offers: readonly Offers[]) => `_nba_props() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${namesOf(offers)}" -- "$word")); return; fi
  case "\${COMP_WORDS[1]}" in
${offers.map(bashCase).join('\n')}
  esac
}
complete -F _nba_props nba-props
`;

function bashCase(offers: Offers): string {
  const reply = (words: readonly string[]) => {
    const files = words.length === 0 ? '-f ' : '';
    return `COMPREPLY=($(compgen ${files}-W "${afterWords(offers, words)}" -- "$word"))`;
  };
  const cases = valuedOf(offers).map(
    ({ flag, words }) => `        ${flag}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word")) ;;\n`,
  );
  return `    ${offers.name})
      case "$before" in
${cases.join('')}        ${pathsOf(offers).join(' | ')}) COMPREPLY=($(compgen -f -- "$word")) ;;
        *) if [ "$COMP_CWORD" -eq 2 ]; then ${reply(offers.first)}; else ${reply(offers.rest)}; fi ;;
      esac ;;`;
}

const zsh = (offers: readonly Offers[]) => `#compdef nba-props
_nba_props() {
  if (( CURRENT == 2 )); then compadd ${namesOf(offers)}; return; fi
  case "\${words[2]}" in
${offers.map(zshCase).join('\n')}
  esac
}
compdef _nba_props nba-props
`;

function zshCase(offers: Offers): string {
  const reply = (words: readonly string[]) =>
    `compadd -- ${afterWords(offers, words)}${words.length === 0 ? '; _files' : ''}`;
  const cases = valuedOf(offers).map(({ flag, words }) => `        ${flag}) compadd -- ${words.join(' ')} ;;\n`);
  return `    ${offers.name})
      case "\${words[CURRENT-1]}" in
${cases.join('')}        ${pathsOf(offers).join('|')}) _files ;;
        *) if (( CURRENT == 3 )); then ${reply(offers.first)}; else ${reply(offers.rest)}; fi ;;
      esac ;;`;
}

const fish = (offers: readonly Offers[]) => `${offers.flatMap(fishLines).join('\n')}\n`;

function fishLines({ name, summary, flags, first, rest }: Offers): string[] {
  const within = `'__fish_seen_subcommand_from ${name}'`;
  // Fish does not tell which argument is being typed: words of the first one are offered until one of them was typed.
  const open =
    rest.length > 0
      ? within
      : `'__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${first.join(' ')}'`;
  return [
    `complete -c nba-props -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", '’')}'`,
    ...(first.length === 0 ? [] : [`complete -c nba-props -n ${open} -f -a '${first.join(' ')}'`]),
    ...flags.map(
      ({ flag, words }) =>
        `complete -c nba-props -n ${within} -l ${flag.replace(/^--/, '')}${words.length === 0 ? '' : ` -x -a '${words.join(' ')}'`}`,
    ),
  ];
}
