import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Dashboard, rowsOf } from './dashboard.js';

const league = inject('league');

describe.skipIf(league === null)('a run started in a terminal', () => {
  let dashboard: Dashboard;
  let terminal: ChildProcess | null = null;
  beforeAll(async () => {
    dashboard = await Dashboard.open(league ?? '');
  });
  afterAll(async () => {
    terminal?.kill('SIGKILL');
    await dashboard.close();
  });

  const start = (...args: string[]): ChildProcess => {
    const cli = resolve(import.meta.dirname, '../../src/cli.ts');
    terminal = spawn(
      process.execPath,
      ['--import', 'tsx', cli, 'backfill', ...args, '--no-resume', '--db', dashboard.db],
      { stdio: 'ignore' },
    );
    return terminal;
  };

  test('is seen live, table by table, while every view still shows the last known state', async () => {
    const page = await dashboard.page('/coverage');
    await page.getByRole('button', { name: /^Complete/ }).waitFor();
    const child = start('pgs', 'togs', 'tdgs', '--batch-days', '3');
    await page.getByText('Running:').waitFor();
    await page.getByRole('link', { name: 'Watch' }).click();
    await page.locator('.live-working').waitFor();
    const bar = page.getByRole('progressbar', { name: 'pgs done' });
    await expect.poll(async () => Number(await bar.getAttribute('value')), { timeout: 60_000 }).toBeGreaterThan(0);
    await page
      .getByRole('log')
      .getByText(/rows, \d+ failures/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Coverage', exact: true }).click();
    await page.getByRole('button', { name: /^Complete/ }).waitFor();
    await page.getByRole('link', { name: 'Watch' }).click();
    const [code] = (await once(child, 'exit')) as [number];
    expect([0, 1]).toContain(code);
    await expect.poll(() => page.locator('.stat', { hasText: 'State' }).first().textContent()).toContain('complete');
    await page.getByText('Running:').waitFor({ state: 'detached' });
  });

  test('is stopped from the page: it ends its batch, says interrupted, and can be gone on with', async () => {
    const page = await dashboard.page('/runs/live');
    const child = start('all', '--batch-days', '1');
    await page.locator('.live-working').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(130);
    await expect.poll(() => page.locator('.stat', { hasText: 'State' }).first().textContent()).toContain('interrupted');
    await page.getByRole('link', { name: 'All runs' }).click();
    await page.getByText('interrupted').first().waitFor();
    const runs = await rowsOf<{ status: string }>(
      dashboard.db,
      'SELECT status FROM nba_processing.runs ORDER BY started_at DESC LIMIT 1',
    );
    expect(runs[0]?.status).toBe('interrupted');
  });

  test('without the token nothing can be pressed, and the page says why', async () => {
    const context = await dashboard.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${dashboard.server.origin}/plan`);
    const heal = page.getByRole('button', { name: 'Heal this range' });
    await heal.waitFor();
    expect(await heal.isDisabled()).toBe(true);
    await page.getByText('Read-only: open the URL').waitFor();
  });
});
