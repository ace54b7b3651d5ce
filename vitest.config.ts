import { defineConfig } from 'vitest/config';

/** The default suite: fast, no data folder needed. Real-data, browser, crash and parity suites have configs of their own. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**', 'test/browser/**', 'test/crash/**'],
    testTimeout: 30_000,
    maxWorkers: 2,
    pool: 'forks',
  },
});
