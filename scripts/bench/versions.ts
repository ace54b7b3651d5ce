/**
 * `npm run bench:versions -- [--data PATH]... [--rounds N] [--only NAME]... FOLDER FOLDER...`: the same commands of several
 * built copies of the product on the same files, in turn, so that a busy machine disturbs them alike. Told: the least and the
 * median wall time, processor time and peak memory of each copy, with the ratio to the first copy.
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
const work = mkdtempSync(join(tmpdir(), 'nba-props-versions-'));
const db = join(work, 'w.duckdb');
const corrected = join(work, 'corrected.csv');

interface Step {
  readonly args: (folder: string) => Promise<readonly string[]>;
  /** What is done before, and not measured. */
  readonly before?: (folder: string) => Promise<unknown>;
}

const on = (...args: readonly string[]): Step => ({ args: async () => [...args, '--db', db] });
const cli = (folder: string, ...args: string[]) =>
  measure(process.execPath, [join(folder, 'bin/nba-props.js'), ...args]);
/** Runs the script as it is in that folder: versions open a warehouse in different ways. */
const script = (folder: string, name: string, ...args: string[]) =>
  measure(process.execPath, ['--import', 'tsx', join(folder, 'scripts/bench', name), ...args]);

async function lastDay(folder: string): Promise<string> {
  const asked = "SELECT CAST(MAX(game_date) AS VARCHAR) AS day FROM nba_reference.games WHERE game_type = 'regular'";
  const { stdout } = await cli(folder, 'query', asked, '--json', '--db', db);
  return (JSON.parse(stdout) as { day: string }[])[0]?.day ?? '';
}

/** In this order: each finds what those before it have left. */
const STEPS: Readonly<Record<string, Step>> = {
  help: { args: async () => ['--help'] },
  ingest: on('ingest', ...data, '--quiet'),
  'same ingest again': on('ingest', ...data, '--quiet'),
  backfill: on('backfill', 'all', '--quiet'),
  'nothing to do': on('backfill', 'all', '--quiet'),
  'one query': on('query', 'SELECT 1'),
  status: on('status'),
  gaps: on('gaps'),
  verify: on('verify'),
  'one date': {
    before: async (folder) => script(folder, 'forget-date.ts', db, await lastDay(folder)),
    args: async (folder) => ['run', await lastDay(folder), '--quiet', '--db', db],
  },
  'ingest of a correction': {
    before: (folder) => script(folder, 'correct-game.ts', db, corrected, '600'),
    args: async () => ['ingest', corrected, '--quiet', '--db', db],
  },
  'heal after it': on('heal', '--quiet'),
};
const unknown = (values.only ?? []).filter((name) => STEPS[name] === undefined);
if (folders.length === 0 || unknown.length > 0) {
  console.error(`Name one built copy or more, and with --only some of: ${Object.keys(STEPS).join(', ')}.`);
  process.exit(2);
}
const steps = Object.entries(STEPS).filter(([name]) => values.only?.includes(name) !== false);

const runs = new Map<string, Measured[]>();
const of = (folder: string, step: string) => runs.get(`${folder}\n${step}`) ?? [];
try {
  for (let round = 0; round < Number(values.rounds); round++)
    // In turn forwards and backwards, so that no copy always runs first.
    for (const folder of round % 2 === 0 ? folders : [...folders].reverse()) {
      for (const [name, { args, before }] of steps) {
        await before?.(folder);
        runs.set(`${folder}\n${name}`, [...of(folder, name), await cli(folder, ...(await args(folder)))]);
      }
      for (const end of ['', '.wal', '.seal', '.run']) rmSync(`${db}${end}`, { force: true, recursive: true });
    }
} finally {
  rmSync(work, { recursive: true, force: true });
}

const FIGURES: readonly { readonly name: string; readonly digits: number; readonly of: (run: Measured) => number }[] = [
  { name: 'wall, s', digits: 2, of: (run) => run.seconds },
  { name: 'processor, s', digits: 2, of: (run) => run.cpu },
  { name: 'peak memory, MB', digits: 0, of: (run) => run.peakMb },
];
const least = (numbers: readonly number[]) => Math.min(...numbers);
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2;
}
for (const [step] of steps)
  for (const figure of FIGURES)
    for (const [which, choose] of Object.entries({ least, median })) {
      const found = folders.map((folder) => choose(of(folder, step).map(figure.of)));
      const cells = found.map(
        (value) => `${value.toFixed(figure.digits)} (${(value / (found[0] as number)).toFixed(2)} x)`,
      );
      console.log([`${step}, ${figure.name}, ${which}`, ...cells].join('  |  '));
    }
