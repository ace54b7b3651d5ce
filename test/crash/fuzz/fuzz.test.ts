import { expect, it } from 'vitest';
import { SOURCES } from '../../../src/raw/sources/index.js';
import { runFuzz } from './run-fuzz.js';

/** The long run, of 5,000 files: see main.ts. */
const FILES = 300;
const PATIENCE = 1_200_000;

it(
  'mutated files are read as far as they are right, or refused by name',
  async () => {
    const report = await runFuzz({ seed: 'short', files: FILES });
    expect(report.failed).toEqual([]);
    expect(report).toMatchObject({ files: FILES, wrong: {} });
    expect(report.kinds).toBe(SOURCES.length);
  },
  PATIENCE,
);
