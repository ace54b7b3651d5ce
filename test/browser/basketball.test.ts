import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Dashboard } from './dashboard.js';

const league = inject('league');

/** Rows of the simulator's answer key: what happened, whatever the files and the platform made of it. */
function answerKey(folder: string, name: string): Record<string, string>[] {
  const text = gunzipSync(readFileSync(join(folder, 'answer_key/2023-24', `${name}.csv.gz`))).toString('utf8');
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    // Names are quoted where they hold a comma; none of the columns used here does.
    const values = line.split(',');
    return Object.fromEntries(names.map((n, i) => [n, values[i] ?? '']));
  });
}

describe.skipIf(league === null)('what the page shows of a player', () => {
  let dashboard: Dashboard;
  let scorer: { id: string; name: string; games: Record<string, string>[] };
  beforeAll(async () => {
    dashboard = await Dashboard.open(league ?? '');
    const played = answerKey(league ?? '', 'players').filter(
      (row) => row.player_status === 'played' && row.key_date !== '2023-11-20',
    );
    const totals = new Map<string, number>();
    for (const row of played)
      totals.set(row.player_id ?? '', (totals.get(row.player_id ?? '') ?? 0) + Number(row.points));
    const [id = ''] = [...totals].sort((a, b) => b[1] - a[1])[0] ?? [];
    const games = answerKey(league ?? '', 'players').filter(
      (row) => row.player_id === id && row.player_status === 'played',
    );
    scorer = { id, name: games[0]?.player_name ?? '', games };
  });
  afterAll(() => dashboard.close());

  test('the leading scorer is found by name, with the points of the answer key', async () => {
    const page = await dashboard.page('/player');
    await page.getByRole('searchbox', { name: 'Player', exact: true }).fill(scorer.name);
    await page
      .locator('.found')
      .getByRole('link', { name: new RegExp(scorer.name) })
      .click();
    await page.getByRole('heading', { name: scorer.name }).waitFor();
    const points = scorer.games.reduce((sum, g) => sum + Number(g.points), 0);
    const stat = (label: string) => page.locator('.stat', { hasText: label }).locator('dd');
    expect(await stat('Games played').textContent()).toMatch(new RegExp(`^${scorer.games.length}`));
    expect(await stat('Points per game').textContent()).toBe((points / scorer.games.length).toFixed(1));
  });

  test('an average opens the five games behind it, and their mean is the stored value', async () => {
    const games = [...scorer.games].sort((a, b) => String(a.key_date).localeCompare(String(b.key_date)));
    const twelfth = games[11]!;
    const five = games.slice(6, 11);
    const page = await dashboard.page(`/player/${scorer.id}?game=${twelfth.key_game}`);
    await page.getByRole('button', { name: /^Last 5/ }).click();
    const list = page.locator('.behind-list li');
    await expect.poll(() => list.count()).toBe(5);
    const shown = await list.locator('strong').allTextContents();
    expect(shown.map(Number)).toEqual(five.map((g) => Number(g.points)).reverse());
    const mean = five.reduce((sum, g) => sum + Number(g.points), 0) / 5;
    await page.getByText(`Mean of these 5: ${mean.toFixed(4)}; stored: ${mean.toFixed(4)}, the same.`).waitFor();
    expect(await page.locator('.behind').count()).toBe(5);
    // The selection is in the address: opened anew, the same is shown.
    const again = await dashboard.page(new URL(page.url()).pathname + new URL(page.url()).search);
    await again.getByText(`Mean of these 5: ${mean.toFixed(4)}`).waitFor();
  });

  test('from a cell of Coverage to the games behind a number in three clicks, and on to the events', async () => {
    const games = [...scorer.games].sort((a, b) => String(a.key_date).localeCompare(String(b.key_date)));
    const [eleventh, twelfth] = [games[10]!, games[11]!];
    const page = await dashboard.page(`/partition/pdc/${twelfth.key_date}`);
    const finder = page.locator('section', { has: page.getByRole('heading', { name: 'Rows', exact: true }) });
    await finder.getByRole('searchbox').fill(scorer.name);
    await finder.getByRole('link', { name: scorer.name }).click();
    await page.getByRole('link', { name: 'points_avg_last_5', exact: true }).click();
    const mean = games.slice(6, 11).reduce((sum, g) => sum + Number(g.points), 0) / 5;
    await page.getByText(/^Redone from 5 rows: .*, the same\.$/).waitFor();
    expect(Number((await page.locator('.row-value').textContent())?.replace('−', '-'))).toBeCloseTo(mean, 4);
    // The latest game first; its date leads to the box score and there to the events of the play-by-play.
    await page.getByRole('region', { name: 'Rows of games' }).getByRole('link').first().click();
    await page.getByText('player_game_summary, 1 row').waitFor();
    expect(await page.locator('.row-value').textContent()).toBe(String(Number(eleventh.points)));
    await page.getByRole('link', { name: 'fg_attempts', exact: true }).click();
    const events = page.getByRole('region', { name: 'Rows of events' }).locator('tbody tr');
    await expect.poll(() => events.count()).toBe(Number(eleventh.fg_attempts));
    const again = await dashboard.page(new URL(page.url()).pathname + new URL(page.url()).search);
    await again.getByRole('region', { name: 'Rows of events' }).waitFor();
  });

  test('his shots stand where the answer key has them', async () => {
    const key = answerKey(league ?? '', 'shots').filter((s) => s.shooter_id === scorer.id && s.key_game !== undefined);
    const game = scorer.games.find((g) => g.key_date !== '2023-11-20' && key.some((s) => s.key_game === g.key_game))!;
    const own = key.filter((s) => s.key_game === game.key_game);
    const page = await dashboard.page(`/shots?player=${scorer.id}&game=${game.key_game}`);
    const made = await page.locator('path.shot-made').getAttribute('d');
    const missed = await page.locator('path.shot-missed').getAttribute('d');
    const near = own.filter((s) => Number(s.spot_y) <= 360);
    const discs = [...(made ?? '').matchAll(/M(-?[\d.]+) (-?[\d.]+)a/g)].map((m) => [
      Math.round(10 * (Number(m[1]) + 0.33)),
      Math.round(10 * Number(m[2])),
    ]);
    const spots = (rows: Record<string, string>[]) =>
      rows.map((s) => [Number(s.spot_x), Number(s.spot_y)]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    expect(discs.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)).toEqual(spots(near.filter((s) => s.is_made === '1')));
    expect((missed ?? '').split('M').length - 1).toBe(near.filter((s) => s.is_made !== '1').length);
    const stat = page.locator('.stat', { hasText: 'Attempts' }).locator('dd');
    expect(await stat.textContent()).toBe(String(own.length));
  });
});
