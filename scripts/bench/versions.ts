/**
 * `npm run bench:versions -- [--data PATH]... [--rounds N] [--only NAME]... FOLDER FOLDER...`: the same commands of several
 * built copies of the product on the same files, in turn, so that a busy machine disturbs them alike. Told: the least wall
 * time, processor time and peak memory of each copy, with its ratio to the first copy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Measured, measure, ROOT } from './measure.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', multiple: true, default: [resolve(ROOT, '../shared/data/2021-22')] },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
  },
});
// Relative to where npm was called, not to the folder of the package.
const here = process.env.INIT_CWD ?? process.cwd();
const folders = positionals.map((folder) => resolve(here, folder));
const data = values.data.map((path) => resolve(here, path));

/** In this order: each finds what those before it have left. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  ingest: ['ingest', ...data, '--quiet'],
  'same ingest again': ['ingest', ...data, '--quiet'],
  backfill: ['backfill', 'all', '--quiet'],
  'nothing to do': ['backfill', 'all', '--quiet'],
  status: ['status'],
  gaps: ['gaps'],
  verify: ['verify'],
};
const unknown = (values.only ?? []).filter((name) => COMMANDS[name] === undefined);
if (folders.length === 0 || unknown.length > 0) {
  console.error(`Name one built copy or more, and with --only some of: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}
const commands = Object.entries(COMMANDS).filter(([name]) => values.only?.includes(name) !== false);

const runs = new Map<string, Measured[]>();
const of = (folder: string, command: string) => runs.get(`${folder}\n${command}`) ?? [];
const work = mkdtempSync(join(tmpdir(), 'nba-props-versions-'));
try {
  for (let round = 0; round < Number(values.rounds); round++)
    for (const folder of folders) {
      const db = join(work, 'w.duckdb');
      for (const [name, args] of commands) {
        const run = await measure(process.execPath, [join(folder, 'bin/nba-props.js'), ...args, '--db', db]);
        runs.set(`${folder}\n${name}`, [...of(folder, name), run]);
      }
      for (const file of ['w.duckdb', 'w.duckdb.wal', 'w.duckdb.seal']) rmSync(join(work, file), { force: true });
    }
} finally {
  rmSync(work, { recursive: true, force: true });
}

const FIGURES: readonly { readonly name: string; readonly unit: string; readonly of: (run: Measured) => number }[] = [
  { name: 'wall', unit: 's', of: (run) => run.seconds },
  { name: 'processor', unit: 's', of: (run) => run.cpu },
  { name: 'peak memory', unit: 'MB', of: (run) => run.peakMb },
];
for (const [command] of commands)
  for (const figure of FIGURES) {
    const least = folders.map((folder) => Math.min(...of(folder, command).map(figure.of)));
    const cells = least.map((value) => {
      const ratio = (value / (least[0] as number)).toFixed(2);
      return `${value.toFixed(figure.unit === 'MB' ? 0 : 2)} ${figure.unit} (${ratio} x)`;
    });
    console.log([`${command}, ${figure.name}`, ...cells].join('  |  '));
  }
