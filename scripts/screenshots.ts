/**
 * Pictures of every view for docs/screenshots, from a simulated season with planted faults:
 * tsx scripts/screenshots.ts [WAREHOUSE.duckdb] (a warehouse of your own is copied, not changed).
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { startServer } from '../src/app/server/serve.js';
import { openWarehouse, warehouseAt } from '../src/engine/open.js';
import { GRAPH } from '../src/tables/registry.js';
import { chromiumPath } from '../test/browser/chromium.js';
import { buildPages, makeLeague } from './dashboard/make-league.js';

const OUT = resolve(import.meta.dirname, '../docs/screenshots');
const WITHHELD = '2023-12-04';

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly dark?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** Where to point first. */
  readonly hover?: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'tonight', path: '/tonight?date=DATE&player=GAME-PLAYER', width: 1440, height: 1000 },
  { name: 'tonight-dark', path: '/tonight?date=DATE', dark: true, width: 1440, height: 1000 },
  { name: 'tonight-390', path: '/tonight?date=DATE', width: 390, height: 844 },
  { name: 'coverage', path: '/coverage' },
  { name: 'ready', path: '/coverage?layer=ready' },
  { name: 'coverage-dark', path: '/coverage', dark: true },
  { name: 'coverage-390', path: '/coverage', width: 390, height: 844 },
  { name: 'partition', path: `/partition/pgs/${WITHHELD}` },
  { name: 'row', path: '/row/pdc/DATE?entity=PLAYER&value=points_avg_last_5' },
  { name: 'cascade', path: `/cascade?table=pgs&date=${WITHHELD}` },
  { name: 'runs', path: '/runs' },
  { name: 'live', path: '/runs/live' },
  { name: 'plan', path: '/plan' },
  { name: 'failures', path: '/failures?table=psza&date=2023-12-20' },
  { name: 'quality', path: `/quality`, height: 1100 },
  { name: 'player', path: '/player/PLAYER?game=GAME&value=avgLast5', height: 1100 },
  { name: 'player-dark', path: '/player/PLAYER?game=GAME&value=avgLast5', dark: true, height: 1100 },
  { name: 'player-390', path: '/player/PLAYER?game=GAME&value=avgLast5', width: 390, height: 844 },
  { name: 'zones', path: '/zones?team=TEAM&date=2024-01-20', height: 1000 },
  { name: 'shots', path: '/shots?player=PLAYER' },
  { name: 'shots-dark', path: '/shots?team=TEAM&side=against', dark: true },
  { name: 'features', path: '/features?feature=points_avg_last_10', height: 1100 },
];

/** What the simulator cannot plant: a partition that vanished, one that failed, one whose source changed afterwards. */
async function spoil(db: string): Promise<void> {
  const warehouse = await openWarehouse({ location: db });
  const at = (table: string, date: string) => `table_name = '${table}' AND partition_date = DATE '${date}'`;
  await warehouse.execute(`
    DELETE FROM nba_processing.partitions WHERE ${at('nba_analytics.team_defense_game_summary', '2024-01-10')};
    UPDATE nba_processing.partitions SET status = 'failed', error = 'Out of Memory Error: failed to pin block' WHERE ${at('nba_analytics.upcoming_team_game_context', '2024-02-06')};
    UPDATE nba_processing.partitions SET content_hash = '1:corrected', content_version = (SELECT MAX(content_version) + 1 FROM nba_processing.partitions) WHERE ${at('nba_raw.nbac_shot_chart', '2024-03-12')}`);
  await warehouse.close();
}

/** Ids that the addresses name: the leading scorer, a game of his in January, his team. */
async function subjects(db: string): Promise<Record<string, string>> {
  const warehouse = await openWarehouse({ location: db, readOnly: true });
  const rows = await warehouse.query<{ player: number; team: string; game: string; day: string }>(
    `WITH best AS (SELECT player_id FROM nba_analytics.player_game_summary WHERE player_status = 'played' GROUP BY 1 ORDER BY SUM(points) DESC, 1 LIMIT 1)
     SELECT player_id AS player, MAX(team_abbr) AS team, MIN(game_id) AS game, MIN_BY(game_date, game_id) AS day FROM nba_analytics.player_game_summary JOIN best USING (player_id)
     WHERE player_status = 'played' AND game_date > DATE '2024-01-18' GROUP BY 1`,
  );
  await warehouse.close();
  const found = rows[0];
  if (found === undefined) throw new Error('Nobody has played.');
  return { PLAYER: String(found.player), TEAM: found.team, GAME: found.game, DATE: found.day };
}

async function take(
  browser: Browser,
  origin: string,
  token: string,
  shot: Shot,
  ids: Record<string, string>,
): Promise<void> {
  const { width = 1280, height = 800 } = shot;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: shot.dark === true ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const path = shot.path.replace(/PLAYER|TEAM|GAME|DATE/g, (name) => ids[name] ?? name);
  await page.goto(`${origin}${path}#token=${token}`);
  await page.locator('h1').waitFor();
  const ready = `!/Loading /.test(document.body.innerText) && document.querySelector('[aria-busy=true]') === null`;
  while (!(await page.evaluate(ready))) await page.waitForTimeout(100);
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(OUT, `${shot.name}.png`) });
  await context.close();
}

if (chromiumPath() === null) throw new Error('No chromium on this machine (set CHROMIUM to its path).');
const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
try {
  buildPages();
  const given = process.argv[2];
  const db = join(folder, 'nba.duckdb');
  if (given === undefined)
    makeLeague(folder, {
      teams: 30,
      gamesPerTeam: 82,
      faults: [`missing-pbp:${WITHHELD}`, `missing-shot-chart:${WITHHELD}`],
    });
  else {
    cpSync(given, db);
    if (existsSync(`${given}.run`)) cpSync(`${given}.run`, `${db}.run`, { recursive: true });
  }
  await spoil(db);
  const ids = await subjects(db);
  mkdirSync(OUT, { recursive: true });
  const server = await startServer(
    { at: await warehouseAt({ location: db }), graph: GRAPH, port: 0, version: '0' },
    { now: () => new Date() },
  );
  const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: ['--no-sandbox'] });
  for (const shot of SHOTS) {
    await take(browser, server.origin, server.token, shot, ids);
    console.log(shot.name);
  }
  await browser.close();
  await server.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
