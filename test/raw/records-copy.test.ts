import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DetectedFile, detect } from '../../src/raw/detect.js';
import { ingestPaths } from '../../src/raw/ingest.js';
import { USUAL_LIMITS } from '../../src/raw/readers/limits.js';
import { RecordsAhead } from '../../src/raw/records-copy.js';
import { PBP_HEADER, pbpLine, RawBench } from './raw-bench.js';

const [GAME, OTHER] = ['0022100001', '0022100002'];
const events = (game: string, n: number) => Array.from({ length: n }, (_, i) => pbpLine(game, i + 1));
const gzip = (lines: readonly string[]) => gzipSync(`${lines.join('\n')}\n`);

let bench: RawBench;
/** Where temporary folders are made, by this test alone. */
let root: string;
const temporary = () => readdirSync(root);
beforeEach(async () => {
  bench = await RawBench.create();
  root = mkdtempSync(join(tmpdir(), 'copies-'));
  vi.stubEnv('TMPDIR', root);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
  await bench.close();
});

async function given(name: string, content: string | Buffer | readonly string[]): Promise<DetectedFile> {
  const path = bench.write(name, content);
  const [file] = await detect({ path, at: path, archive: null, checksum: '', bytes: 0 }, USUAL_LIMITS);
  if (file === undefined) throw new Error(name);
  return file;
}

describe('the next file is copied while one is loaded', () => {
  it('the copy that was begun is the one taken, another file gets its own', async () => {
    const a = await given('a.csv', [PBP_HEADER, ...events(GAME, 2)]);
    const b = await given('b.csv', [PBP_HEADER, ...events(OTHER, 3)]);
    const ahead = new RecordsAhead();
    ahead.begin(b);
    const [first, second] = [await ahead.take(a), await ahead.take(b)];
    expect([first.rows, second.rows]).toEqual([2, 3]);
    expect(readFileSync(second.file, 'utf8')).toContain(OTHER);
    await ahead.drop();
    for (const copy of [first, second]) {
      expect(existsSync(copy.file)).toBe(true);
      copy.remove();
    }
    expect(temporary()).toEqual([]);
  });

  it('a copy that nobody takes is ended and removed, and only of the file that is named', async () => {
    const a = await given('a.csv', [PBP_HEADER, ...events(GAME, 2)]);
    const b = await given('b.csv', [PBP_HEADER, ...events(OTHER, 50_000)]);
    const ahead = new RecordsAhead();
    ahead.begin(b);
    await ahead.drop(a);
    expect(temporary()).toHaveLength(1);
    await ahead.drop(b);
    expect(temporary()).toEqual([]);
  });

  it('what is wrong with the next file is told of that file, and the one before is loaded', async () => {
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, 2)]);
    bench.write('b.csv.gz', gzip([PBP_HEADER, ...events(OTHER, 50_000)]).subarray(0, -2000));
    bench.write('c.csv', [PBP_HEADER, ...events('0022100003', 4)]);
    const report = await bench.ingest('.');
    expect(report.files.map(({ path, status, rows }) => [basename(path), status, rows])).toEqual([
      ['a.csv', 'new', 2],
      ['b.csv.gz', 'failed', 0],
      ['c.csv', 'new', 4],
    ]);
    expect(report.files[1]?.error).toMatchObject({ code: 'BROKEN_FILE' });
    expect(report.files[1]?.error?.what).toContain('b.csv.gz');
    expect(temporary()).toEqual([]);
  });

  it('an ingest that is stopped between two files leaves no copy behind', async () => {
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, 2)]);
    bench.write('b.csv', [PBP_HEADER, ...events(OTHER, 100_000)]);
    const stop = new AbortController();
    const seen: string[][] = [];
    const options = {
      effects: bench.effects(stop.signal),
      runId: 'stopped',
      onFile: () => {
        seen.push(temporary());
        stop.abort();
      },
    };
    await expect(ingestPaths(bench.warehouse, ['.'], options)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(seen.map((folders) => folders.length)).toEqual([1]);
    expect(temporary()).toEqual([]);
  });

  it('of two equal files the second is not loaded, and its copy is removed before the third', async () => {
    const lines = [PBP_HEADER, ...events(GAME, 3)];
    for (const name of ['a.csv', 'b.csv']) bench.write(name, lines);
    bench.write('c.csv', [PBP_HEADER, ...events(OTHER, 5)]);
    const report = await bench.ingest('.');
    expect(report.files.map(({ path, status, rows }) => [basename(path), status, rows])).toEqual([
      ['a.csv', 'new', 3],
      ['b.csv', 'unchanged', 3],
      ['c.csv', 'new', 5],
    ]);
    expect(temporary()).toEqual([]);
  });
});
