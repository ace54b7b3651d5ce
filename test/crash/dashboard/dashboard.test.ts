import { expect, it } from 'vitest';
import { runDashboard } from './run-dashboard.js';

it('a dashboard under hostile requests answers none with 500, tells no file, and begins one heal of twenty', async () => {
  const report = await runDashboard();
  expect(report.wrong).toEqual([]);
  expect(report.heals_begun).toBe(1);
  expect(report.requests).toBeGreaterThan(1000);
});
