import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import type { Effects } from '../../effects.js';
import { quoted } from './spec/command-line.js';
import type { COMMON } from './spec/options.js';
import { flagOf } from './spec/spec.js';

const NAME = 'nba-props';

/**
 * How this program is started from a shell in a folder: by its name where that is found, by npx where it is installed in
 * that folder or above, else by its file.
 */
export function programAt(root: string, cwd: string, path: string): string {
  const bin = join(root, 'bin', 'nba-props.js');
  const isOurs = (file: string) => existsSync(file) && realpathSync(file) === realpathSync(bin);
  // npx puts the folder of local packages on the path while it runs; later it is not there.
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

/** The options that say which warehouse a command is about. */
const WAREHOUSE = (['db', 'warehouse', 'project', 'datasetPrefix', 'location'] satisfies (keyof typeof COMMON)[]).map(
  flagOf,
);

/** Those of a command line, each with its value. */
function warehouseWords(argv: readonly string[]): string[] {
  return WAREHOUSE.flatMap((flag) => {
    const at = argv.indexOf(flag);
    const value = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
    return value === undefined ? [] : [flag, value];
  });
}

/** A command that stands in quotes, alone in its line, or after a colon at the end of one. */
const COMMAND = /(^[\s\d.]*|["“]|: )nba-props ([a-z][^"”\n]*?)(?=["”]|[.;]?$)/gm;

/**
 * Effects that print commands as the user can paste them: with the words that start the program in this folder, and with the
 * warehouse options of the running command. JSON, shell completions and results of `query` are printed unchanged.
 */
export function asTypedHere(effects: Effects, program: string, argv: readonly string[]): Effects {
  if (
    ['--json', '--help', '-h'].some((flag) => argv.includes(flag)) ||
    ['completion', 'help', 'query'].includes(argv[0] ?? '')
  ) {
    return effects;
  }
  const about = warehouseWords(argv).map(quoted);
  const namesOne = (command: string) => WAREHOUSE.some((flag) => command.includes(`${flag} `));
  const here = (text: string) =>
    text
      .replaceAll(COMMAND, (_, before: string, command: string) => {
        const words = [NAME, command, ...(namesOne(command) ? [] : about)];
        return `${before}${words.join(' ')}`;
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
