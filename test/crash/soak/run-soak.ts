import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Measured, measure } from '../../../scripts/bench/measure.js';
import { addDays } from '../../../src/domain/dates.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import type { Row } from '../../../src/engine/warehouse.js';
import type { Fault } from '../../../src/simulate/faults/fault.js';
import { parseFault, simulate } from '../../../src/simulate/simulate.js';
import { simulateLeague } from '../../simulate/answer-key.js';

export interface SoakReport {
  readonly days: number;
  readonly corrected: number;
  readonly partitions: number;
  /** Partitions whose content is another than that of one backfill. */
  readonly different: readonly string[];
  /** Size of the file against that of one ingest of the last files and one backfill. */
  readonly size_ratio: number;
  /** Peak memory of the day's largest command, in MB: mean of the second tenth of the days, and of the last tenth. */
  readonly memory_mb: readonly [number, number];
  /** Processor time of the day's commands together, in seconds: the same two means. */
  readonly cpu_seconds: readonly [number, number];
  readonly wrong: readonly string[];
}

const BIN = resolve(import.meta.dirname, '../../../bin/nba-props.js');
const CLOCK = resolve(import.meta.dirname, '../season/clock.mjs');
const LEAGUE = { seed: 'soak', teams: 4, gamesPerTeam: 82 } as const;
/** A game of every third day is corrected two days after it was played. */
const CORRECTED_EVERY = 3;

export interface SoakOptions {
  readonly days: number;
  /** Milliseconds after which no further day begins. */
  readonly within?: number;
  /** Called after each day with its processor time in seconds (NULL if a command did not end by itself) and the size of the file. */
  readonly onDay?: (day: number, cpu: number | null, bytes: number) => void;
}

/**
 * A season day by day: each day's files are ingested, corrections healed, the day made, each by a process of its own, by the clock
 * of that evening. Compared with one backfill of the same files: when news was known is not to be learned from the last ones alone.
 */
export async function runSoak({ days, within, onDay }: SoakOptions): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-soak-'));
  const began = performance.now();
  try {
    const games = await gamesOfSeason();
    const dates = [...new Set(games.map(({ date }) => date))].slice(0, days);
    const db = join(folder, 'daily.duckdb');
    const once = join(folder, 'once.duckdb');
    const seconds: number[] = [];
    const memory: number[] = [];
    const wrong: string[] = [];
    let made = 0;
    let corrected = 0;
    let last = '';
    for (const [day, date] of dates.entries()) {
      if (within !== undefined && performance.now() - began > within) break;
      const files = await writeFiles(join(folder, 'league'), date, faultsOn(dates, day, games));
      const now = `${addDays(date, 1)}T05:00:00Z`;
      const used = [await run(now, ['ingest', files, '--db', db, '--quiet'], wrong)];
      if (day % CORRECTED_EVERY === 2) {
        corrected++;
        used.push(await run(now, ['heal', '--db', db, '--quiet'], wrong));
      }
      used.push(await run(now, ['run', date, '--db', db, '--quiet'], wrong));
      const measured = used.filter((one) => one !== null);
      const cpu = measured.length < used.length ? null : measured.reduce((sum, one) => sum + one.cpu, 0);
      if (cpu !== null) {
        seconds.push(cpu);
        memory.push(Math.max(...measured.map((one) => one.peakMb)));
      }
      await run(now, ['ingest', files, '--db', once, '--quiet'], wrong);
      last = files;
      made++;
      onDay?.(day + 1, cpu, statSync(db).size);
    }
    const today = new Date().toISOString();
    await run(today, ['backfill', 'all', '--db', once, '--quiet'], wrong);
    // Of the last files alone, for the size.
    const small = join(folder, 'small.duckdb');
    for (const words of [
      ['ingest', last],
      ['backfill', 'all'],
    ])
      await run(today, [...words, '--db', small, '--quiet'], wrong);
    const [is, was] = [await contents(db), await contents(once)];
    const text = (row: Row) => JSON.stringify(row);
    const [isText, wasText] = [new Set(is.map(text)), new Set(was.map(text))];
    return {
      days: made,
      corrected,
      partitions: was.length,
      different: [
        ...[...isText].filter((row) => !wasText.has(row)),
        ...[...wasText].filter((row) => !isText.has(row)),
      ].sort(),
      size_ratio: statSync(db).size / statSync(small).size,
      memory_mb: ends(memory),
      cpu_seconds: ends(seconds),
      wrong,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Game {
  readonly id: string;
  readonly date: string;
}

async function gamesOfSeason(): Promise<Game[]> {
  const league = await simulateLeague({ ...LEAGUE, boxScores: false });
  try {
    const rows = league.rows(`${league.season}/games.csv`).filter((game) => game.season_type === 'regular');
    return rows
      .map((row) => ({ id: row.game_id ?? '', date: row.game_date ?? '' }))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  } finally {
    league.remove();
  }
}

/** Games whose statistics are still wrong on a day: those of the corrected days, until two days later. */
function faultsOn(dates: readonly string[], day: number, games: readonly Game[]): Fault[] {
  return [day, day - 1]
    .filter((one) => one >= 0 && one % CORRECTED_EVERY === 0)
    .flatMap((one) => games.filter((game) => game.date === dates[one]).slice(0, 1))
    .map((game) => parseFault(`stat-correction:${game.id}`));
}

/** The files of the season as they are on the evening of a date, always in the same place. */
async function writeFiles(out: string, until: string, faults: readonly Fault[]): Promise<string> {
  rmSync(out, { recursive: true, force: true });
  const { seasons } = await simulate({ ...LEAGUE, seasons: 1, out, until, faults });
  return join(out, seasons[0]?.season ?? '');
}

/** Runs a command by a clock. NULL if it was killed or ended with a code that tells an error; `wrong` has what it said. */
async function run(now: string, args: readonly string[], wrong: string[]): Promise<Measured | null> {
  const clock = { NBA_CLOCK: now, NBA_CLOCK_STANDS: '1' };
  try {
    const done = await measure(process.execPath, ['--import', CLOCK, BIN, ...args], clock);
    if (done.code !== 0) wrong.push(`${args.join(' ')}: ${done.code} ${done.stdout}`.slice(0, 2000));
    return done;
  } catch (error) {
    wrong.push(String(error).slice(0, 2000));
    return null;
  }
}

async function contents(db: string): Promise<Row[]> {
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    return await warehouse.query(
      `SELECT table_name, partition_date, status, row_count, failure_count, content_hash FROM nba_processing.partitions ORDER BY 1, 2`,
    );
  } finally {
    await warehouse.close();
  }
}

/** Means of the second tenth and of the last tenth; the first has less to do. */
function ends(values: readonly number[]): [number, number] {
  const tenth = Math.max(1, Math.floor(values.length / 10));
  const mean = (some: readonly number[]) =>
    Math.round((10 * some.reduce((a, b) => a + b, 0)) / Math.max(1, some.length)) / 10;
  return [mean(values.slice(tenth, 2 * tenth)), mean(values.slice(-tenth))];
}
