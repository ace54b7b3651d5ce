/**
 * `npm run bench`: times of the whole path against a floor measured in the same run. Options: --seasons 1,5,20 (simulated
 * ones; none with 0), --data DIR (real seasons), --write (docs/performance.md).
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { best, cli, cliWithin, type Measured, measure, pageCost, ROOT, script } from './measure.js';

const { values } = parseArgs({
  options: {
    seasons: { type: 'string', default: '1,5,20' },
    data: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const DATA = values.data ?? process.env.NBA_PROPS_TEST_DATA ?? resolve(ROOT, '../shared/data');
const work = mkdtempSync(join(tmpdir(), 'nba-props-bench-'));
const rows: string[][] = [];
/** Microseconds. */
const page = await pageCost();
/** What explains a number, for the page. */
const notes: string[] = [];

interface Target {
  readonly text: string;
  readonly met: boolean;
}

function tell(what: string, run: Measured | null, ratio: string, target?: Target): void {
  const row = [
    what,
    run === null ? '' : `${run.seconds.toFixed(2)} s`,
    run === null || run.cpu === 0 ? '' : `${run.cpu.toFixed(2)} s`,
    run === null || run.peakMb === 0 ? '' : `${run.peakMb.toFixed(0)} MB`,
    ratio,
    target === undefined ? '' : `${target.met ? 'met' : 'missed'}: ${target.text}`,
  ];
  rows.push(row);
  console.log(row.filter((cell) => cell !== '').join('  |  '));
}

interface Filled {
  /** Seconds of the floor; NULL where none was measured. */
  readonly floor: number | null;
  readonly db: string;
  readonly backfill: Measured;
}

/** How a command compares with the floor of the same work, by the clock and by processor time. */
const ratios = (run: Measured, floor: Measured, name: string) =>
  `${(run.seconds / floor.seconds).toFixed(2)} x ${name}, processor ${(run.cpu / floor.cpu).toFixed(2)} x`;

/** Ingests files and fills all tables, with the floor of the same files. */
async function season(name: string, paths: readonly string[], floorToo: boolean): Promise<Filled> {
  const db = join(work, `${name.replaceAll(/\W+/g, '-')}.duckdb`);
  const read = floorToo ? await script('read-csv.ts', `${db}.csv`, ...paths) : null;
  if (read !== null) rmSync(`${db}.csv`);
  const ingest = await cli('ingest', ...paths, '--db', db, '--quiet');
  if (read === null) tell(`${name}: ingest`, ingest, '');
  else {
    tell(`${name}: read_csv alone`, read, '1.0 x read_csv');
    const met = ingest.cpu <= 1.4 * read.cpu && ingest.peakMb <= 500;
    tell(`${name}: ingest`, ingest, ratios(ingest, read, 'read_csv'), { text: '<= 1.4 x read_csv and 500 MB', met });
  }
  const copy = `${db}.floor`;
  if (floorToo) {
    const small = `${db}.small`;
    copyFileSync(db, small);
    const within = await cliWithin('300MB', 'backfill', 'all', '--db', small, '--quiet');
    tell(`${name}: backfill, 300 MB for the engine`, within, '', { text: '<= 500 MB', met: within.peakMb <= 500 });
    rmSync(small);
    copyFileSync(db, copy);
  }
  const backfill = await cli('backfill', 'all', '--db', db, '--quiet');
  if (!floorToo) {
    tell(`${name}: backfill`, backfill, '');
    return { db, backfill, floor: null };
  }
  const floor = await script('floor.ts', copy);
  rmSync(copy);
  const seconds = (JSON.parse(floor.stdout) as { seconds: number }).seconds;
  const ratio = backfill.seconds / seconds;
  tell(`${name}: floor`, { ...floor, seconds }, '1.0 x floor');
  tell(`${name}: backfill`, backfill, ratios(backfill, { ...floor, seconds }, 'floor'), {
    text: '<= 1.3 x floor, processor <= 1.4 x',
    met: ratio <= 1.3 && backfill.cpu <= 1.4 * floor.cpu,
  });
  return { db, backfill, floor: seconds };
}

async function simulated(count: number): Promise<Filled> {
  const out = join(work, `league-${count}`);
  tell(
    `simulated ${count}: simulate`,
    await cli('simulate', '--seasons', String(count), '--seed', '1', '--out', out, '--quiet'),
    '',
  );
  const { readdirSync } = await import('node:fs');
  const seasons = readdirSync(out)
    .filter((name) => /^\d{4}-\d{2}$/.test(name))
    .sort();
  const filled = await season(
    `simulated ${count}`,
    seasons.map((name) => join(out, name)),
    count <= 5,
  );
  rmSync(out, { recursive: true });
  return filled;
}

async function daily({ db }: Filled): Promise<void> {
  const opened = await best(3, () => cli('query', 'SELECT 1', '--db', db));
  tell('5 seasons: query SELECT 1', opened, 'start-up, and opening the file');
  const idle = await best(3, () => cli('backfill', 'all', '--db', db, '--quiet'));
  tell('5 seasons: nothing to do', idle, '', { text: '<= 0.6 s', met: idle.seconds <= 0.6 });
  const query = await cli(
    'query',
    "SELECT MAX(game_date) AS day FROM nba_reference.games WHERE game_type = 'regular' AND season = (SELECT MAX(season) FROM nba_reference.games)",
    '--json',
    '--db',
    db,
  );
  const day = (JSON.parse(query.stdout) as { day: string }[])[0]?.day ?? '';
  // Three times the daily job: every table of the date is missing and is made.
  const run = await best(3, async () => {
    await script('forget-date.ts', db, day);
    return cli('run', day, '--db', db, '--quiet', '--json');
  });
  const made = (JSON.parse(run.stdout) as { tables: { made: number; duration_ms: number }[] }).tables;
  const inTables = made.reduce((sum, table) => sum + table.duration_ms, 0) / 1000;
  const tables = made.filter((table) => table.made > 0).length;
  const bare = await best(3, async () => {
    copyFileSync(db, `${db}.floor`);
    return script('floor.ts', `${db}.floor`, day);
  });
  rmSync(`${db}.floor`);
  tell(`5 seasons: bare SQL of ${day}`, bare, '1.0 x bare SQL');
  tell(`5 seasons: run ${day}`, run, `${tables} tables made; ${ratios(run, bare, 'bare SQL')}`, {
    text: '<= 2 s and 1.5 x bare SQL',
    met: run.seconds <= 2 && run.cpu <= 1.5 * bare.cpu,
  });
  notes.push(
    `\`run\` of one date: ${tables} tables took ${inTables.toFixed(2)} of the ${run.seconds.toFixed(2)} s, ${((1000 * inTables) / tables).toFixed(0)} ms each; of the rest, start-up and opening the file take ${opened.seconds.toFixed(2)} s; then come reading the ledger, and the checkpoint when the file is closed. Most of a table's share is the season so far, which its windows read for one date as for all: that is what makes a season cheap and a single date not cheaper.`,
  );
  const verified = await cli('verify', '--db', db);
  if (verified.code !== 0) throw new Error(`verify found something:\n${verified.stdout}`);
  tell('5 seasons: verify', verified, 'every row hashed');
  const memory = (run: Measured) => ((run.pages * page) / 1e6).toFixed(2);
  notes.push(
    `Memory: to touch a page for the first time costs ${page.toFixed(1)} µs on this machine. \`run\` of one date touches ${run.pages.toLocaleString('en-US')} of them (about ${memory(run)} s of processor time; the run takes ${run.seconds.toFixed(2)} s), a run with nothing to do ${idle.pages.toLocaleString('en-US')} (${memory(idle)} s), \`query SELECT 1\` ${opened.pages.toLocaleString('en-US')} (${memory(opened)} s).`,
  );
  // Corrections come within days; the older one shows what a window over the season costs.
  await corrected(db, 'the last game', 0, true);
  await corrected(db, 'a game of three months before', 600, false);
  notes.push(
    'A correction is healed in the time of `run` of one date where nothing later has read the game yet. An old one reaches every later date of its season whose windows hold it: hundreds of partitions, made in a few batches.',
  );
}

/** A stat correction of the game so many games before the last: ingested, then healed. */
async function corrected(db: string, which: string, gamesBefore: number, aimed: boolean): Promise<void> {
  const file = join(work, `corrected-${gamesBefore}.csv`);
  await script('correct-game.ts', db, file, String(gamesBefore));
  tell(`5 seasons: ingest of ${which}, corrected`, await cli('ingest', file, '--db', db, '--quiet'), '');
  const heal = await cli('heal', '--db', db, '--quiet', '--json');
  const { partitions } = (JSON.parse(heal.stdout) as { run: { partitions: number } }).run;
  const target = { text: '<= 2 s', met: heal.seconds <= 2 };
  tell(`5 seasons: heal after it`, heal, `${partitions} partitions made`, aimed ? target : undefined);
}

async function startUp(): Promise<void> {
  const empty = await best(5, () => measure(process.execPath, ['-e', '']));
  const help = await best(5, () => cli('--help'));
  const more = help.seconds - empty.seconds;
  tell('--help', help, `${more.toFixed(2)} s more than an empty script`, { text: '<= 0.15 s more', met: more <= 0.15 });
}

console.log(
  `node ${process.version}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${page.toFixed(1)} µs for a fresh page of memory`,
);
try {
  await startUp();
  const real = join(DATA, '2021-22');
  if (existsSync(real)) await season('real 2021-22', [real], true);
  else console.log(`no real data at ${DATA}: its lines are left out`);
  const made = new Map<number, Filled>();
  for (const count of values.seasons
    .split(',')
    .map(Number)
    .filter((n) => n > 0)) {
    const filled = await simulated(count);
    made.set(count, filled);
    if (count === 5) await daily(filled);
  }
  const [one, five, twenty] = [made.get(1), made.get(5), made.get(20)];
  if (one?.floor != null && five?.floor != null) {
    const growth = five.floor / (5 * one.floor);
    notes.push(
      `Five seasons of bare SQL take ${growth.toFixed(2)} times five times one: how much of the growth with seasons is the engine's own, reading and writing larger tables.`,
    );
  }
  if (one !== undefined && twenty !== undefined) {
    const ratio = twenty.backfill.seconds / (20 * one.backfill.seconds);
    tell('20 seasons against 20 x one', null, `${ratio.toFixed(2)} x`, { text: '<= 1.2 x', met: ratio <= 1.2 });
    tell('20 seasons: peak memory', null, `${twenty.backfill.peakMb.toFixed(0)} MB`, {
      text: '<= 2048 MB',
      met: twenty.backfill.peakMb <= 2048,
    });
  }
  if (existsSync(resolve(ROOT, 'scripts/bench-ledger.ts'))) {
    const ledger = await measure(process.execPath, ['--import', 'tsx', resolve(ROOT, 'scripts/bench-ledger.ts')]);
    console.log(ledger.stdout.trim());
    const lines = ledger.stdout.trim().split('\n');
    rows.push(...lines.map((line) => line.split('|').map((cell) => cell.trim())));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (values.write) {
  const head = ['| what | time | processor | peak memory | ratio | target |', '|---|---:|---:|---:|---|---|'];
  writeFileSync(
    resolve(ROOT, 'docs/performance.md'),
    `# Performance\n\nWritten by \`npm run bench -- --write\`: node ${process.version}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB. The floor is the same tables' SQL, run once per season as plain CREATE TABLE AS: no ledger, no hashes, no checks, no failure records, no batches; the floor of an ingest is a table per file, read by the engine's own reader. Times are of whole processes, start-up included.\n\n${[...head, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')}\n\n## What is behind it\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`,
  );
}
