import { expect, it } from 'vitest';
import { runSoak } from './run-soak.js';

/** The long run, of a season: see main.ts. */
const DAYS = 5;

it('a season made day by day, with corrections, is what one backfill makes of its last files', async () => {
  const report = await runSoak({ days: DAYS });
  expect(report.wrong).toEqual([]);
  expect(report.different).toEqual([]);
  expect(report).toMatchObject({ days: DAYS, corrected: 1 });
  expect(report.partitions).toBeGreaterThan(100);
});
