import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * unit: the default suite, fast, needs nothing. long: the same for files that take many seconds (*.long.test.ts). real: on the
 * data folder, skipped with a printed reason without it. crash: processes killed at bad moments. browser: the dashboard in a
 * real browser. bigquery: on an emulator, skipped with a printed reason without Python.
 */
const project = (name: string, include: string[], more: object = {}) => ({
  test: { name, include, testTimeout: 120_000, hookTimeout: 600_000, pool: 'forks' as const, ...more },
});

const ELSEWHERE = ['test/real/**', 'test/crash/**', 'test/browser/**', 'test/sql/**', 'test/bigquery/**'];

export default defineConfig({
  test: {
    // Each takes up to 700 MB.
    maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
    projects: [
      project('unit', ['test/**/*.test.ts'], {
        // Files share a process: loading the packages anew for each took a fifth of the time.
        isolate: false,
        exclude: [...ELSEWHERE, 'test/**/*.long.test.ts'],
      }),
      project('long', ['test/**/*.long.test.ts'], { isolate: false, exclude: ELSEWHERE }),
      project('real', ['test/real/**/*.test.ts'], { globalSetup: ['test/real/setup.ts'], testTimeout: 600_000 }),
      project('sql', ['test/sql/*.test.ts']),
      project('bigquery', ['test/bigquery/*.test.ts'], {
        globalSetup: ['test/bigquery/setup.ts'],
        testTimeout: 600_000,
        isolate: false,
        // The emulator does one thing at a time.
        fileParallelism: false,
        // A project with another number of workers runs by itself, after the others.
        sequence: { groupOrder: 1 },
      }),
      project('crash', ['test/crash/**/*.test.ts'], { testTimeout: 600_000 }),
      project('browser', ['test/browser/**/*.test.ts'], {
        globalSetup: ['test/browser/setup.ts'],
        testTimeout: 120_000,
      }),
    ],
  },
});
