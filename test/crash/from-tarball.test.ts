import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { chromiumPath } from '../browser/chromium.js';

const ROOT = resolve(import.meta.dirname, '../..');
const LIMIT_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'nba-props-tarball-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A shell in the folder of somebody who has nothing but the tarball. */
const home = join(folder, 'home');
const shell = (line: string) => spawnSync('sh', ['-c', line], { cwd: home, encoding: 'utf8' });

/** The lines under a heading, without what they are indented by. */
function stepsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const from = lines.indexOf('Try next');
  const end = lines.findIndex((line, i) => i > from && !line.startsWith('  '));
  return lines.slice(from + 1, end < 0 ? undefined : end).map((line) => line.trim());
}

it("from the tarball in an empty folder to tonight's page, by the printed steps alone", {
  timeout: 600_000,
}, async () => {
  mkdirSync(home);
  // dist is built before the suite; npm would build it once more.
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: ROOT });
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  const began = performance.now();
  const install = shell(`npm install --no-audit --no-fund --prefer-offline ../${tarball}`);
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/.test(install.stderr)) {
    console.log('Not run: the registry of packages is not reached.');
    return;
  }
  expect([install.status, install.stderr]).toEqual([0, expect.anything()]);
  const demo = shell('npx nba-props demo');
  expect([demo.status, demo.stderr]).toEqual([0, expect.stringContaining('Simulating')]);
  const steps = stepsIn(demo.stdout);
  const last = steps.at(-1) ?? '';
  expect(last).toBe('npx nba-props ui --db nba-props-demo/demo.duckdb');

  const ui = spawn('sh', ['-c', last], { cwd: home, detached: true });
  try {
    const url = await new Promise<string>((told, fail) => {
      ui.stdout.once('data', (text: Buffer) => told(String(text).trim()));
      ui.once('exit', (code) => fail(new Error(`ui ended with ${code}`)));
    });
    const path = chromiumPath();
    if (path === null) {
      console.log('The page is not looked at: no chromium on this machine.');
      expect((await fetch(new URL('/tonight', url))).status).toBe(200);
    } else {
      const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
      try {
        const page = await browser.newPage();
        await page.goto(url);
        await page.locator('.slate li').first().waitFor({ timeout: 60_000 });
        expect(new URL(page.url()).pathname).toMatch(/^\/(tonight)?$/);
        expect(await page.locator('h1').textContent()).toMatch(/2024|Tonight/);
      } finally {
        await browser.close();
      }
    }
    const took = performance.now() - began;
    console.log(`From the tarball to tonight's page: ${Math.round(took / 1000)} s.`);
    // On a machine that does other things as well, the time tells of those.
    if ((loadavg()[0] ?? 0) <= 2 * availableParallelism()) expect(took).toBeLessThan(LIMIT_MS);
  } finally {
    // As Ctrl-C does: npx, its shell and the program all get the signal.
    const gone = new Promise((done) => ui.once('exit', done));
    process.kill(-ui.pid!, 'SIGINT');
    await gone;
  }
  // The other printed steps run as they are, too.
  for (const step of steps.slice(0, -1)) expect([step, shell(step).status]).toEqual([step, 0]);
});
