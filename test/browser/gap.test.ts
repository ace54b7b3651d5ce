import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Dashboard, rowsOf } from './dashboard.js';

const league = inject('league');
const GAP = '2023-12-04';

/** Colour in the middle of a cell of the heat-map, as the canvas has it, next to that of a neighbour two dates on. */
async function cellColors(
  page: Page,
  alias: string,
  date: string,
  other: string,
  seasonEnd: string,
): Promise<readonly [string, string]> {
  return page.evaluate(
    ([table, day, next, end]) => {
      const section = document.querySelector('.season');
      const labels = [...(section?.querySelectorAll('.map-labels li') ?? [])] as HTMLElement[];
      const label = labels.find((l) => l.textContent === table);
      const canvas = section?.querySelector('canvas');
      const context = canvas?.getContext('2d');
      if (label === undefined || canvas === null || canvas === undefined || context === null || context === undefined)
        return ['', ''] as const;
      const first = Date.parse('2023-10-24');
      const days = Math.round((Date.parse(end ?? '') - first) / 86_400_000) + 1;
      const width = Math.max(3, Math.min(12, Math.floor(canvas.clientWidth / days)));
      const at = (iso: string) => {
        const x = Math.round((Date.parse(iso) - first) / 86_400_000) * width + width / 2 - 0.5;
        // Near the top of the cell: a missing one is hollow there.
        const y = Number.parseFloat(label.style.top) + 5;
        const [r, g, b, a] = context.getImageData(
          Math.round(x * devicePixelRatio),
          Math.round(y * devicePixelRatio),
          1,
          1,
        ).data;
        return `${r},${g},${b},${a}`;
      };
      return [at(day ?? ''), at(next ?? '')] as const;
    },
    [alias, date, other, seasonEnd],
  );
}

describe.skipIf(league === null)('a gap', () => {
  let dashboard: Dashboard;
  let neighbour: string;
  let seasonEnd: string;
  beforeAll(async () => {
    dashboard = await Dashboard.open(league ?? '', async (sql) => {
      for (const table of ['nba_processing.partitions', 'nba_processing.critical_fields']) {
        await sql(
          `DELETE FROM ${table} WHERE table_name = 'nba_analytics.team_defense_game_summary' AND partition_date = DATE '${GAP}'`,
        );
      }
      await sql(`DELETE FROM nba_analytics.team_defense_game_summary WHERE game_date = DATE '${GAP}'`);
      const later = await sql(
        `SELECT MIN(game_date) AS day, (SELECT MAX(game_date) FROM nba_reference.games WHERE is_counting) AS last
         FROM nba_reference.games WHERE is_counting AND game_date > DATE '${GAP}'`,
      );
      neighbour = String(later[0]?.day);
      seasonEnd = String(later[0]?.last);
    });
  });
  afterAll(() => dashboard.close());

  test('is found in Coverage, explained, healed from the page, and turns green', async () => {
    const page = await dashboard.page('/coverage');
    const chip = page.getByRole('button', { name: /^Missing / });
    await chip.waitFor();
    const missing = Number((await chip.textContent())?.replace(/\D/g, ''));
    const [hollow, before] = await cellColors(page, 'tdgs', GAP, neighbour, seasonEnd);
    expect(hollow).not.toBe(before);
    await page.getByRole('link', { name: /Missing team_defense_game_summary Mon 4 Dec 2023/ }).click();

    await page.getByText('The schedule has games on this date and no run has made this partition yet.').waitFor();
    expect(page.url()).toContain(`/partition/tdgs/${GAP}`);
    await page.getByRole('button', { name: 'Heal this date' }).click();
    await page.getByText('Made and verified; nothing it reads has changed since.').waitFor({ timeout: 60_000 });

    await page.getByRole('link', { name: 'Coverage', exact: true }).click();
    await page.getByRole('button', { name: `Missing ${missing - 1}` }).waitFor();
    await expect
      .poll(async () => {
        const [healed, same] = await cellColors(page, 'tdgs', GAP, neighbour, seasonEnd);
        return healed !== '' && healed === same;
      })
      .toBe(true);
    const rows = await rowsOf<{ n: number }>(
      dashboard.db,
      `SELECT COUNT(*) AS n FROM nba_analytics.team_defense_game_summary WHERE game_date = DATE '${GAP}'`,
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
    const runs = await rowsOf<{ command: string }>(
      dashboard.db,
      'SELECT command FROM nba_processing.runs ORDER BY started_at DESC LIMIT 1',
    );
    expect(runs[0]?.command).toContain('heal');
  });

  test('the date without play-by-play is contaminated, and its partition says why and in which games', async () => {
    const page = await dashboard.page('/coverage?state=contaminated');
    await page.getByRole('link', { name: /Contaminated player_game_summary Mon 20 Nov 2023/ }).click();
    const critical = page.locator('section', { hasText: 'Critical fields' }).last();
    await critical.getByText('no_play_by_play').first().waitFor();
    const games = await rowsOf<{ game_id: string }>(
      dashboard.db,
      `SELECT game_id FROM nba_reference.games WHERE game_date = DATE '2023-11-20' AND is_counting`,
    );
    for (const { game_id } of games) expect(await critical.textContent()).toContain(game_id);
    await page.getByRole('link', { name: 'What it blocks' }).click();
    await page.getByText('What reads player_game_summary of Mon 20 Nov 2023').waitFor();
    await page.locator('.reached li', { hasText: 'ml_feature_store' }).waitFor();
    expect(await page.locator('.node-chosen').textContent()).toContain('pgs');
    expect(await page.locator('.edge-lit').count()).toBeGreaterThan(2);
  });

  test('is reached by keys alone', async () => {
    const page = await dashboard.page('/coverage');
    await page.getByRole('button', { name: /^Contaminated/ }).waitFor();
    await page.getByRole('application').focus();
    await page.keyboard.press('n');
    const told = page.locator('[aria-live="polite"]');
    await expect.poll(() => told.textContent()).toMatch(/(missing|contaminated|partial), /);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    const here = await told.textContent();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(here).toContain(
      String(await page.getByRole('heading', { level: 1 }).textContent())
        .split(' ')
        .slice(1)
        .join(' '),
    );
    await page.goBack();
    await page.getByRole('heading', { name: 'Coverage' }).waitFor();
  });
});
