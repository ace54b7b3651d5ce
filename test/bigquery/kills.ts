/**
 * Kills a process that makes small tables on BigQuery, again and again, and looks each time at what it left:
 * npx tsx test/bigquery/kills.ts --cycles 100 --seed 1
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DATES } from '../audit/mini-league.js';
import { startEmulator } from './emulator/emulator.js';
import { type Content, contentThere, putMiniLeague } from './mini-warehouse.js';
import { FAULTS, FaultyService } from './proxy.js';

export interface Kills {
  readonly kills: number;
  /** Batches that were committed, and those that were told done: the others' process was killed in between. */
  readonly committed: number;
  readonly told: number;
  readonly faults: number;
  /** Dates of tables compared, after all kills together. */
  readonly compared: number;
}

const [FIRST = '', LAST = ''] = [DATES[0], DATES.at(-1)];

/** A process that makes the small tables from one date to another. */
export function miniWriter(endpoint: string, prefix: string, from = FIRST, to = LAST, times = 1): ChildProcess {
  const words = ['--import', 'tsx', join(import.meta.dirname, 'mini-writer.ts'), endpoint, prefix, from, to];
  return spawn(process.execPath, [...words, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

export const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

/** Numbers from 0 to 1, the same ones for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/**
 * Kills writers at random times before a service that also fails at random, until it was done so often; then lets one finish.
 * Error when a row is lost, twice or other than DuckDB's, when a batch is there in part, or when the ledger is not true.
 */
export async function killWriters(
  emulator: string,
  { cycles, seed, prefix }: { readonly cycles: number; readonly seed: number; readonly prefix: string },
): Promise<Kills> {
  const random = randomOf(seed);
  const wanted = await putMiniLeague(emulator, prefix);
  const service = await FaultyService.before(emulator);
  const chance = randomOf(seed + 1);
  service.choose = ({ sql }) => {
    if (chance() > 0.03) return null;
    const fault = FAULTS[Math.floor(chance() * FAULTS.length)] ?? null;
    return fault === 'conflict' && sql === null ? null : fault;
  };
  const told = new Set<string>();
  let [compared, batches, startUp, pace] = [0, 0, 1000, 1000];
  try {
    for (let cycle = 0; cycle < cycles; cycle++) {
      const begun = Date.now();
      const child = miniWriter(service.endpoint, prefix, FIRST, LAST, 1000);
      const own = tellsOf(child);
      const first = own.batches(1).then(() => {
        startUp = Date.now() - begun;
      });
      // One in four before anything of it is committed. The others by what they have told, so that a slow machine kills as late.
      if (random() < 0.25) await Promise.race([first, sleep(startUp * (0.5 + random() / 2))]);
      else {
        await first;
        const second = Date.now();
        await own.batches(1 + Math.floor(random() * 3));
        pace = own.told.length > 1 ? (Date.now() - second) / (own.told.length - 1) : pace;
        await sleep(random() * pace);
      }
      child.kill('SIGKILL');
      await own.over;
      await service.quiet();
      const there = await contentThere(emulator, prefix);
      for (const batch of own.told) told.add(batch);
      compared += compare(there, wanted, own.told);
      batches += own.told.length;
    }
    service.choose = () => null;
    const committed = service.committed.filter((script) => /DELETE FROM \w+\.mini_/.test(script)).length;
    const last = miniWriter(service.endpoint, prefix);
    if ((await ended(last)) !== 0) throw new Error('the last writer failed');
    const there = await contentThere(emulator, prefix);
    compared += compare(there, wanted, [...told]);
    if (there.size !== wanted.size) throw new Error(`${there.size} dates of tables are there, not ${wanted.size}`);
    const faults = [...service.count.values()].reduce((sum, n) => sum + n, 0);
    return { kills: cycles, committed, told: batches, faults, compared };
  } finally {
    service.close();
  }
}

interface Tells {
  /** What the process says is committed. */
  readonly told: string[];
  /** When it has said so of so many batches, or has ended. */
  readonly batches: (n: number) => Promise<void>;
  readonly over: Promise<unknown>;
}

function tellsOf(child: ChildProcess): Tells {
  const told: string[] = [];
  const lines = child.stdout ?? Readable.from([]);
  lines.on('data', (text: Buffer) => {
    const said = text.toString().split('\n');
    told.push(...said.filter((line) => /^\S+ \S{10} \S{10}$/.test(line)));
  });
  let isOver = false;
  const over = ended(child).then(() => {
    isOver = true;
  });
  const batches = async (n: number): Promise<void> => {
    while (told.length < n && !isOver) await Promise.race([once(lines, 'data'), over]);
  };
  return { told, batches, over };
}

/** Every date that is there holds what it must, and what was told is there. Returns how many were compared. */
function compare(there: Content, wanted: Content, told: readonly string[]): number {
  for (const [date, found] of there) {
    const expected = wanted.get(date);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      throw new Error(`${date} holds ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  }
  for (const batch of told) {
    const [table = '', from = '', to = ''] = batch.split(' ');
    const lost = DATES.find((date) => from <= date && date <= to && !there.has(`${table} ${date}`));
    if (lost !== undefined) throw new Error(`${table} ${lost} was told done and is not there`);
  }
  return there.size;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cycles: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  });
  const [cycles, seed] = [Number(values.cycles), Number(values.seed)];
  const emulator = await startEmulator();
  const started = Date.now();
  try {
    const done = await killWriters(emulator.endpoint, { cycles, seed, prefix: 'k_' });
    console.log(`${saidOf(done)}; seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s`);
  } finally {
    await emulator.stop();
  }
}

export const saidOf = ({ kills, committed, told, faults, compared }: Kills): string =>
  `${kills} kills, ${faults} faults: ${committed} batches committed, ${told} of them told done, ${compared} dates of tables compared; 0 lost, 0 twice, 0 partial, 0 wrong`;

if (process.argv[1] === import.meta.filename) await main();
