import { appendFileSync, closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Effects } from '../effects.js';
import type { RunEvent } from './events.js';

/**
 * Live progress of a run, in a file beside the warehouse: while one process writes the warehouse, no other can open it. One
 * line of JSON per event in `<db>.run/<run id>.ndjson`.
 */
interface RunHeader {
  readonly type: 'header';
  readonly runId: string;
  readonly command: string;
  readonly pid: number;
  readonly host: string;
  readonly at: string;
}

export type RunLine = RunHeader | (RunEvent & { readonly at: string });

/** Older run files are removed when a run starts; the ledger keeps the history. */
const KEPT = 20;

export const runFolder = (db: string): string => `${db}.run`;

export const runFile = (db: string, runId: string): string => join(runFolder(db), `${runId}.ndjson`);

/**
 * Begins the run file and returns what to pass as `onEvent`. If the folder cannot be written, the run goes on without the
 * file and says so once on stderr. ':memory:' has no run file.
 */
export function writeRunFile(
  db: string,
  run: { readonly runId: string; readonly command: string },
  effects: Pick<Effects, 'now' | 'stderr'>,
): (event: RunEvent) => void {
  if (db === ':memory:') return () => undefined;
  const path = runFile(db, run.runId);
  let broken = false;
  const attempt = (work: () => void) => {
    if (broken) return;
    try {
      work();
    } catch (error) {
      broken = true;
      effects.stderr(`No live view of this run: ${path} could not be written (${String(error)}).\n`);
    }
  };
  const append = (line: RunLine) => attempt(() => appendFileSync(path, `${JSON.stringify(line)}\n`));
  const at = () => effects.now().toISOString();
  attempt(() => {
    mkdirSync(runFolder(db), { recursive: true });
    prune(db);
  });
  append({ type: 'header', ...run, pid: process.pid, host: hostname(), at: at() });
  return (event) => append({ ...event, at: at() });
}

/** Run ids that have a file, oldest first (ids begin with their time). */
export function listRunFiles(db: string): string[] {
  try {
    return readdirSync(runFolder(db))
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => name.slice(0, -'.ndjson'.length))
      .sort();
  } catch {
    return [];
  }
}

function prune(db: string): void {
  for (const old of listRunFiles(db).slice(0, -KEPT + 1)) rmSync(runFile(db, old), { force: true });
}

/** Reads a growing run file: each call of `next` returns the whole lines added since the last. */
export class RunFileTail {
  private offset = 0;
  private rest = Buffer.alloc(0);

  constructor(private readonly path: string) {}

  next(): RunLine[] {
    const added = this.readAdded();
    if (added === null) return [];
    const bytes = Buffer.concat([this.rest, added]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.rest = bytes.subarray(end);
    return bytes.subarray(0, end).toString('utf8').split('\n').flatMap(parseLine);
  }

  private readAdded(): Buffer | null {
    let file: number;
    try {
      file = openSync(this.path, 'r');
    } catch {
      return null;
    }
    try {
      const size = statSync(this.path).size;
      const bytes = Buffer.alloc(Math.max(0, size - this.offset));
      const read = readSync(file, bytes, 0, bytes.length, this.offset);
      this.offset += read;
      return bytes.subarray(0, read);
    } finally {
      closeSync(file);
    }
  }
}

function parseLine(line: string): RunLine[] {
  if (line === '') return [];
  try {
    return [JSON.parse(line) as RunLine];
  } catch {
    // A crash can cut off the last line.
    return [];
  }
}
