/**
 * Measures the coverage view in a real browser on generated ledgers and prints what docs/dashboard.md says:
 * npm run build && tsx scripts/measure-dashboard.ts [SEASONS...] (default 2, 5 and 27: some 8, 19 and 102 thousand cells).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { startServer } from '../src/app/server/serve.js';
import { warehouseAt } from '../src/engine/open.js';
import { GRAPH } from '../src/tables/registry.js';
import { chromiumPath } from '../test/browser/chromium.js';
import { writeFakeLedger } from './dashboard/fake-ledger.js';
import { INTERACTIONS, PAINTED } from './dashboard/in-page.js';

const WANTED = { firstView: 1500, interaction: 100, bundle: 500 };
const VISITS = 5;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value: number) => `${Math.round(value)} ms`;

/** From the start of the navigation to the first painted map. */
async function visit(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url);
  return Number(await page.evaluate(PAINTED));
}

async function measure(seasons: number, folder: string): Promise<boolean> {
  const db = join(folder, `ledger-${seasons}.duckdb`);
  const partitions = await writeFakeLedger(db, seasons);
  const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: ['--no-sandbox'] });
  const server = await startServer(
    { at: await warehouseAt({ location: db }), graph: GRAPH, port: 0, version: '0' },
    { now: () => new Date() },
  );
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const cold = await visit(page, server.url);
    const warm: number[] = [];
    for (let i = 0; i < VISITS; i++) warm.push(await visit(page, server.url));
    const interactions = (await page.evaluate(INTERACTIONS)) as Record<string, number[]>;
    console.log(`${partitions.toLocaleString('en-US')} table-dates, ${seasons} seasons`);
    console.log(`  first view, server just started    ${ms(cold)}`);
    console.log(`  first view, median of ${VISITS}            ${ms(median(warm))}`);
    const slowest = Object.entries(interactions).map(([name, values]) => {
      console.log(`  ${name.padEnd(34)} ${ms(median(values))}, slowest ${ms(Math.max(...values))}`);
      return median(values);
    });
    return median(warm) <= WANTED.firstView && slowest.every((value) => value <= WANTED.interaction);
  } finally {
    await browser.close();
    await server.close();
  }
}

function bundle(): boolean {
  const assets = resolve(import.meta.dirname, '../web/dist/assets');
  const sizes = readdirSync(assets).map((name) => ({
    name,
    kb: gzipSync(readFileSync(join(assets, name))).length / 1024,
  }));
  const total = sizes.reduce((sum, s) => sum + s.kb, 0);
  const first = sizes.filter((s) => s.name.startsWith('index-')).reduce((sum, s) => sum + s.kb, 0);
  console.log(`bundle, gzip: ${total.toFixed(0)} kB in all, ${first.toFixed(0)} kB for the first view`);
  return total <= WANTED.bundle;
}

if (chromiumPath() === null) throw new Error('No chromium on this machine (set CHROMIUM to its path).');
const folder = mkdtempSync(join(tmpdir(), 'measure-dashboard-'));
try {
  let well = bundle();
  const given = process.argv.slice(2).map(Number);
  for (const seasons of given.length > 0 ? given : [2, 5, 27]) well = (await measure(seasons, folder)) && well;
  console.log(well ? 'all within what is wanted' : 'NOT within what is wanted');
  if (!well) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
