import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { PLATFORM_TABLES } from '../../../src/ledger/platform-schema.js';
import { damagedFiles } from '../../../src/raw/store/damage.js';
import { type Acknowledged, acknowledgedIn, missingOf, runFilesIn } from './acknowledged.js';
import { type Contents, contentsOf, isMigrated, read } from './contents.js';
import type { CyclePlan, Fault } from './faults.js';
import type { Prepared } from './prepare.js';
import { type Ended, start } from './process.js';
import { DB, dbOf } from './works.js';

type Wrong =
  | 'lost'
  | 'duplicated'
  | 'partial'
  | 'repeated'
  | 'wrong rows'
  | 'leftovers'
  | 'crashes'
  | 'hangs'
  | 'wrong refusals';

export interface CycleReport extends CyclePlan {
  /** Times that a command was killed or halted. */
  readonly kills: number;
  readonly wrong: readonly { readonly kind: Wrong; readonly what: string }[];
}

/** Kills a work as planned, goes on with it by the command that is printed, and compares what stands then. */
export async function runCycle(prepared: Prepared, plan: CyclePlan): Promise<CycleReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-cycle-'));
  cpSync(prepared.template, folder, { recursive: true });
  const wrong: { kind: Wrong; what: string }[] = [];
  const tell = (kind: Wrong, what: string) => wrong.push({ kind, what });
  const earlier = runFilesIn(folder);
  let kills = 0;
  let told = '';
  let argv = prepared.argv(folder);
  try {
    for (const fault of plan.again === null ? [plan.fault] : [plan.fault, plan.again]) {
      const ended = await suffer(argv, fault, prepared, folder, tell);
      told += ended.stderr;
      if (ended.hung) tell('hangs', argv.join(' '));
      if (isCrash(ended)) tell('crashes', `${ended.code}: ${ended.stderr}`);
      const died = ended.signal !== null || ended.code === 130 || ended.code === 143;
      if (fault.kind === 'halt' || fault.kind === 'halted reader' || died) kills++;
      if (!died) continue;
      await afterKill(folder, prepared, acknowledgedIn(folder, told, earlier), tell);
      argv = (await printed(ended, folder)) ?? argv;
    }
    const last = await start(argv).end;
    if (last.hung) tell('hangs', argv.join(' '));
    const good = [prepared.exit, 0, ...(prepared.alsoEnds ?? [])];
    if (last.code === null || !good.includes(last.code))
      tell('crashes', `${argv.join(' ')}: ${last.code}: ${last.stderr}`);
    await compare(folder, prepared, acknowledgedIn(folder, told, earlier), tell);
  } catch (error) {
    tell('crashes', `harness: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...plan, kills, wrong };
}

type Tell = (kind: Wrong, what: string) => void;

const isCrash = ({ code, stderr }: Ended) => code === 4 || /\n\s+at .+:\d+:\d+/.test(stderr);

async function suffer(
  argv: readonly string[],
  fault: Fault,
  { ms }: Prepared,
  folder: string,
  tell: Tell,
): Promise<Ended> {
  if (fault.kind === 'point') return start(argv, { NBA_CRASH_AT: fault.at }).end;
  if (fault.kind === 'halted reader') return behindReader(argv, folder, tell);
  const { child, end } = start(argv, {}, { group: true });
  await new Promise((next) => setTimeout(next, fault.share * ms));
  if (fault.kind === 'signal') {
    const { pid } = child;
    if (pid !== undefined && child.exitCode === null) process.kill(fault.group ? -pid : pid, fault.signal);
    return end;
  }
  child.kill('SIGSTOP');
  await new Promise((next) => setTimeout(next, fault.ms));
  // Who holds the lock is halted, not dead: another writer is refused. If it had not begun or was done, the other one may write.
  if (child.exitCode === null && existsSync(`${dbOf(folder)}.lock`)) {
    const other = await start(['backfill', 'all', '--db', dbOf(folder), '--quiet']).end;
    if (other.code !== 3) tell('wrong refusals', `a second writer ended with ${other.code}: ${other.stderr}`);
  }
  child.kill('SIGCONT');
  return end;
}

/** A reader that is halted with the warehouse open: the writer waits, is refused, and has changed nothing. */
async function behindReader(argv: readonly string[], folder: string, tell: Tell): Promise<Ended> {
  const at = { matches: '^sql SELECT MAX\\(version\\)', nth: 1, when: 'after', signal: 'SIGSTOP' };
  const reader = start(['status', '--db', dbOf(folder)], { NBA_CRASH_AT: JSON.stringify(at) });
  await new Promise((next) => setTimeout(next, 1500));
  const writer = await start(argv).end;
  const refused = writer.code === 3 && writer.stderr.includes('WAREHOUSE_LOCKED');
  if (!refused) tell('wrong refusals', `a writer behind a halted reader ended with ${writer.code}: ${writer.stderr}`);
  reader.child.kill('SIGCONT');
  const read = await reader.end;
  if (read.code !== 0 && read.code !== 1)
    tell('wrong refusals', `the halted reader ended with ${read.code}: ${read.stderr}`);
  return writer;
}

/** What a killed command leaves: all that it had told of, and nothing by halves. */
async function afterKill(
  folder: string,
  { name, startsDamaged = false }: Prepared,
  told: Acknowledged,
  tell: Tell,
): Promise<void> {
  if (!existsSync(dbOf(folder))) return;
  await read(folder, async (warehouse) => {
    // Missing tables are created after the migrations, in a separate transaction: a kill between them leaves nothing to check.
    const there = new Set(await warehouse.tableNames());
    if (!(await isMigrated(warehouse)) || PLATFORM_TABLES.some(({ name }) => !there.has(name))) return;
    for (const what of await missingOf(warehouse, told, name === 'heal')) tell('lost', what);
    if (startsDamaged) return;
    for (const damaged of await damagedFiles(warehouse)) tell('partial', JSON.stringify(damaged));
  });
}

/** Arguments of the command that is said to go on: by the command itself, or in the list of jobs. */
async function printed({ stderr, stdout }: Ended, folder: string): Promise<readonly string[] | null> {
  const said = /(?:Resume with|It goes on where it stopped): (?:nba-props|node \S*nba-props\.js) (.+)$/m.exec(
    `${stdout}\n${stderr}`,
  )?.[1];
  if (said !== undefined) return said.split(' ');
  if (!existsSync(dbOf(folder))) return null;
  return read(folder, async (warehouse) => {
    if (!(await warehouse.tableNames()).includes('nba_processing.checkpoints')) return null;
    const [job] = await warehouse.query<{ resume_command: string }>(
      `SELECT resume_command FROM nba_processing.checkpoints WHERE status IN ('running', 'interrupted')`,
    );
    return job === undefined ? null : job.resume_command.replace(/^nba-props /, '').split(' ');
  });
}

async function compare(
  folder: string,
  { name, wanted, ...work }: Prepared,
  told: Acknowledged,
  tell: Tell,
): Promise<void> {
  const now = await contentsOf(folder, work);
  // A command that has nothing to do leaves the lock of the dead process to the next one that writes.
  for (const file of now.leftovers) if (file !== `${DB}.lock` || work.alsoEnds === undefined) tell('leftovers', file);
  compareRaw(now.raw, wanted.raw, tell);
  for (const part of Object.keys(wanted.rest)) {
    if (isDeepStrictEqual(now.rest[part], wanted.rest[part])) continue;
    tell('wrong rows', `${part}: ${differences(now.rest[part], wanted.rest[part])}`);
  }
  // A repair may make again what a killed repair made: it cannot know what that had read.
  if (name !== 'backfill') return;
  const missing = await read(folder, (warehouse) => missingOf(warehouse, told, false));
  for (const what of missing) tell('repeated', what);
}

function compareRaw(now: Contents['raw'], wanted: Contents['raw'], tell: Tell): void {
  for (const key of new Set([...Object.keys(now), ...Object.keys(wanted)])) {
    const [n, of] = [now[key]?.n ?? 0, wanted[key]?.n ?? 0];
    if (n < of) tell('lost', `${key}: ${n} rows of ${of}`);
    else if (n > of) tell('duplicated', `${key}: ${n} rows of ${of}`);
    else if (now[key]?.hash !== wanted[key]?.hash) tell('wrong rows', key);
  }
}

/** The first lines of two values, as JSON, in which they differ. */
function differences(now: unknown, wanted: unknown): string {
  if (!Array.isArray(now) || !Array.isArray(wanted))
    return `${JSON.stringify(now)} instead of ${JSON.stringify(wanted)}`;
  const lines = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one));
  const [is, was] = [lines(now), lines(wanted)];
  const only = (some: readonly string[], others: readonly string[]) =>
    some.filter((line) => !others.includes(line)).slice(0, 3);
  return `${only(is, was).join(' ')} instead of ${only(was, is).join(' ')}`;
}
