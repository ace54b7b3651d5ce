import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Dashboard, rowsOf } from './dashboard.js';

const league = inject('league');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every view with something selected, and what shows that it is there. */
const VIEWS = [
  ['tonight', '/', '.roster-table'],
  ['tonight, a player opened', '/tonight?date=DATE&player=GAME-PLAYER', '.detail'],
  ['coverage', '/coverage', '.map-canvas'],
  ['coverage of ready rows', '/coverage?layer=ready', '.map-canvas'],
  ['partition', '/partition/pgs/2023-11-20', '.why'],
  ['row', '/row/pdc/DATE?entity=PLAYER&value=points_avg_last_5', '.row-behind'],
  ['cascade', '/cascade?table=tdgs&date=2023-11-20', '.reached'],
  ['runs', '/runs', 'table.data'],
  ['live', '/runs/live', '.live-tables'],
  ['plan', '/plan', '.plan-go'],
  ['failures', '/failures?table=psza&date=2023-11-20', 'table.data'],
  ['quality', '/quality', '.panel table.data'],
  ['players', '/player', '.found'],
  ['player', '/player/PLAYER?game=GAME&value=avgLast5', '.factors details'],
  ['teams', '/team', '.teams'],
  ['team', '/team/TEAM', 'table.data'],
  ['zones', '/zones', '.zone-court'],
  ['shots', '/shots?player=PLAYER', '.shot-court'],
  ['features', '/features?feature=points_avg_last_5', '.histograms'],
] as const;

/** What axe finds serious on a page. */
async function seriousIn(page: Page) {
  // Bypasses the page's content security policy, as developer tools do.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: {
          run(): Promise<{
            violations: { id: string; impact: string; nodes: { html: string; failureSummary?: string }[] }[];
          }>;
        };
      }
    ).axe.run();
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`),
    }));
  });
  return found.filter((v) => v.impact === 'serious' || v.impact === 'critical');
}

describe.skipIf(league === null)('every view', () => {
  let dashboard: Dashboard;
  let fill: (path: string) => string;
  beforeAll(async () => {
    dashboard = await Dashboard.open(league ?? '');
    const rows = await rowsOf<{ player_id: number; game_id: string; day: string; team: string }>(
      dashboard.db,
      `SELECT player_id, MAX(game_id) AS game_id, MAX(game_date) AS day, MAX(team_abbr) AS team FROM nba_analytics.player_game_summary WHERE player_status = 'played' GROUP BY player_id ORDER BY SUM(points) DESC LIMIT 1`,
    );
    fill = (path) =>
      path
        .replace('PLAYER', String(rows[0]?.player_id))
        .replace('GAME', String(rows[0]?.game_id))
        .replace('TEAM', String(rows[0]?.team))
        .replace('DATE', String(rows[0]?.day));
  });
  afterAll(() => dashboard.close());

  for (const colorScheme of ['light', 'dark'] as const) {
    test.each(VIEWS)(`%s has no serious violation, ${colorScheme}`, async (_, path, there) => {
      const page = await dashboard.page(fill(path), { colorScheme });
      await page.locator(there).first().waitFor();
      expect(await seriousIn(page)).toEqual([]);
      await page.context().close();
    });
  }

  test('the map has none at 390 pixels either, where it scrolls, and the keys bring a cell into view', async () => {
    const page = await dashboard.page('/coverage', { width: 390, height: 844 });
    await page.locator('.map-canvas').first().waitFor();
    expect(await seriousIn(page)).toEqual([]);
    await page.locator('.maps').focus();
    for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowRight');
    const [cell, frame] = [
      await page.locator('.map-cursor').boundingBox(),
      await page.locator('.map-frame').boundingBox(),
    ];
    expect(cell!.x).toBeGreaterThanOrEqual(frame!.x - 1);
    expect(cell!.x + cell!.width).toBeLessThanOrEqual(frame!.x + frame!.width + 1);
    await page.context().close();
  });

  test('a long list of reasons leaves the values in their panel', async () => {
    const [row] = await rowsOf<{ id: number; day: string }>(
      dashboard.db,
      `SELECT player_id AS id, game_date AS day FROM nba_predictions.ml_feature_store ORDER BY len(features_missing) DESC, 1, 2 LIMIT 1`,
    );
    const page = await dashboard.page(`/row/mlfs/${row?.day}?entity=${row?.id}&value=points_avg_last_10`);
    await page.locator('.row-behind').waitFor();
    expect(await page.locator('.row-behind').textContent()).toMatch(/NULL: fewer than/);
    const [panel, value] = [
      await page.locator('.row-grid .panel').first().boundingBox(),
      await page.locator('.row-grid td.num').first().boundingBox(),
    ];
    expect(value!.x + value!.width).toBeLessThanOrEqual(panel!.x + panel!.width + 1);
    await page.context().close();
  });

  test.each(VIEWS)('%s fits 390 pixels without scrolling sideways', async (_, path, there) => {
    const page = await dashboard.page(fill(path), { width: 390, height: 844 });
    await page.locator(there).first().waitFor();
    const { content, window } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: innerWidth,
    }));
    expect(content).toBeLessThanOrEqual(window);
    await page.context().close();
  });

  test.each([1440, 1280, 1000, 390])('no game card of the slate is cut off at %i pixels', async (width) => {
    const page = await dashboard.page('/tonight', { width, height: 900 });
    await page.locator('.card').first().waitFor();
    const cut = await page.evaluate(
      () => [...document.querySelectorAll('.card')].filter((card) => card.scrollWidth > card.clientWidth).length,
    );
    expect(cut).toBe(0);
    await page.context().close();
  });

  test('every interactive element can be reached by Tab, with its focus visible', async () => {
    const page = await dashboard.page('/coverage');
    await page.locator('.map-canvas').first().waitFor();
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const style = getComputedStyle(element);
        return {
          name: element.textContent?.slice(0, 20) || element.getAttribute('aria-label') || element.tagName,
          visible: style.outlineStyle !== 'none',
        };
      });
      if (here === null) break;
      expect(here.visible, here.name).toBe(true);
      seen.add(here.name);
    }
    for (const name of ['Skip to the view', 'Coverage', 'Runs', 'Features']) expect(seen).toContain(name);
  });

  test('an unknown address and an unknown partition say so', async () => {
    const page = await dashboard.page('/nowhere');
    await page.getByText('No such view').waitFor();
    const partition = await dashboard.page('/partition/pgs/2023-07-01');
    await partition.getByText('has no partition on 2023-07-01: the schedule has no game that needs one').waitFor();
    expect(await partition.getByRole('alert').count()).toBe(1);
    const noDay = await dashboard.page('/partition/pgs/2023-13-45');
    await noDay.getByText('there is no such day').waitFor();
    const nobody = await dashboard.page('/player/abc');
    await nobody.getByText('No such player').waitFor();
    const noGames = await dashboard.page('/cascade?table=pgs&date=2031-01-01');
    await noGames.getByText('No such game date').waitFor();
    const noSeason = await dashboard.page('/features?season=1999-00');
    await noSeason.getByText('No features of this season').waitFor();
    expect(await noSeason.locator('body').textContent()).not.toContain('NaN');
  });
});
