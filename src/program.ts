import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import type { Effects } from './effects.js';

const NAME = 'nba-props';

/**
 * How this program is started from a shell in a folder: by its name where that is found, by npx where it is installed in
 * that folder or above, else by its file.
 */
export function programAt(root: string, cwd: string, path: string): string {
  const bin = join(root, 'bin', 'nba-props.js');
  const isOurs = (file: string) => existsSync(file) && realpathSync(file) === realpathSync(bin);
  // npx puts the folder of local packages before all others, for as long as it runs.
  const folders = path
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.endsWith(join('node_modules', '.bin')));
  if (folders.some((folder) => isOurs(join(folder, NAME)))) return NAME;
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (isOurs(join(folder, 'node_modules', '.bin', NAME))) return `npx ${NAME}`;
    if (folder === dirname(folder)) break;
  }
  const near = relative(cwd, bin);
  const file = near.startsWith(`..${sep}..`) ? bin : near;
  return `node ${quoted(file)}`;
}

/** Which warehouse a command is about. */
const WAREHOUSE = ['--db', '--warehouse', '--project', '--dataset-prefix', '--location'];

/** The words of a command line that say which warehouse it is about, each option with its value. */
function warehouseWords(argv: readonly string[]): string[][] {
  return WAREHOUSE.flatMap((flag) => {
    const at = argv.indexOf(flag);
    const value = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
    return value === undefined ? [] : [[flag, value]];
  });
}

/** A command that stands in quotes, alone in its line, or after a colon at the end of one. */
const COMMAND = /(^[\s\d.]*|["“]|: )nba-props ([a-z][^"”\n]*?)(?=["”]|[.;]?$)/gm;

/**
 * The effects, with commands in printed text as they can be pasted here: the program as it is started, and the warehouse that
 * this command was asked about. JSON, scripts for shells and answers of queries stay as they are.
 */
export function asTypedHere(effects: Effects, program: string, argv: readonly string[]): Effects {
  if (
    ['--json', '--help', '-h'].some((flag) => argv.includes(flag)) ||
    ['completion', 'help', 'query'].includes(argv[0] ?? '')
  ) {
    return effects;
  }
  const about = warehouseWords(argv);
  const here = (text: string) =>
    text
      .replaceAll(COMMAND, (_, before: string, command: string) => {
        const more = about.filter(([flag = '']) => !command.includes(`${flag} `)).flat();
        return `${before}${[NAME, command, ...more.map(quoted)].join(' ')}`;
      })
      .replaceAll(/(^|[\s"“])nba-props (?=[a-z])/gm, (_, before: string) => `${before}${program} `);
  return {
    ...effects,
    get columns() {
      return effects.columns;
    },
    stdout: (text) => effects.stdout(here(text)),
    stderr: (text) => effects.stderr(here(text)),
  };
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
