import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listRunFiles, RunFileTail, runFile, writeRunFile } from '../../src/run/run-file.js';

let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-file-'));
  db = join(folder, 'nba.duckdb');
});
afterEach(() => rmSync(folder, { recursive: true }));

const effects = () => {
  const errors: string[] = [];
  return { errors, stderr: (text: string) => void errors.push(text), now: () => new Date('2022-01-01T00:00:00Z') };
};

test('events come out as they went in, the header first, each once', () => {
  const emit = writeRunFile(db, { runId: 'r1', command: 'backfill' }, effects());
  const tail = new RunFileTail(runFile(db, 'r1'));
  emit({ type: 'run_started', runId: 'r1', tables: ['a'], from: '2021-11-01', to: '2021-11-02' });
  const first = tail.next();
  expect(first.map((line) => line.type)).toEqual(['header', 'run_started']);
  expect(first[0]).toMatchObject({ pid: process.pid, command: 'backfill', at: '2022-01-01T00:00:00.000Z' });
  expect(tail.next()).toEqual([]);
  emit({ type: 'run_done', runId: 'r1', status: 'complete' });
  expect(tail.next()).toEqual([{ type: 'run_done', runId: 'r1', status: 'complete', at: '2022-01-01T00:00:00.000Z' }]);
});

test('a line that is still being written waits until it is whole', () => {
  writeRunFile(db, { runId: 'r1', command: 'backfill' }, effects());
  const tail = new RunFileTail(runFile(db, 'r1'));
  tail.next();
  appendFileSync(runFile(db, 'r1'), '{"type":"run_done","runId":"ř1","sta');
  expect(tail.next()).toEqual([]);
  appendFileSync(runFile(db, 'r1'), 'tus":"failed","at":"x"}\n');
  expect(tail.next()).toEqual([{ type: 'run_done', runId: 'ř1', status: 'failed', at: 'x' }]);
});

test('no file yet is no event, and the newest twenty files stay', () => {
  expect(new RunFileTail(runFile(db, 'none')).next()).toEqual([]);
  for (let i = 10; i < 35; i++) writeRunFile(db, { runId: `r${i}`, command: 'backfill' }, effects());
  expect(listRunFiles(db)).toEqual(Array.from({ length: 20 }, (_, i) => `r${i + 15}`));
});

test('a folder that cannot be written is told once and stops nothing', () => {
  const quiet = effects();
  const emit = writeRunFile(join(folder, 'no', 'such', '\0'), { runId: 'r1', command: 'backfill' }, quiet);
  emit({ type: 'run_done', runId: 'r1', status: 'complete' });
  expect(quiet.errors).toHaveLength(1);
});
