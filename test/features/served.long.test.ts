import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaySlates } from '../../src/features/as-known/replay.js';
import { AS_KNOWN_FEATURES, fillAsKnown } from '../../src/features/as-known/slates.js';
import { type ServedLine, slateLines } from '../../src/features/serving/lines.js';
import { lastServed, sameLines } from '../../src/features/serving/record.js';
import { serveSlate } from '../../src/features/serving/serve.js';
import { FEATURES } from '../../src/tables/features/feature-contract.js';
import { MLFS } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { DayByDay } from './day-by-day.js';

/** The second game of the season is corrected; the tenth one is announced for a later date at first. */
const [CORRECTED, MOVED] = ['0022300002', '0022300010'];
const SLATES = 10;

let season: DayByDay;
let platform: Platform;
let clock: string;
const served = new Map<string, readonly ServedLine[]>();
const files = new Map<string, number | null>();
/** Five in the evening, Eastern. */
const timeOf = (date: string) => `${date}T22:00:00Z`;

beforeAll(async () => {
  season = await DayByDay.of({ seasons: 1, seed: 'served', teams: 4, gamesPerTeam: 18, boxScores: false }, CORRECTED);
  const played = season.dateOf(MOVED);
  const announced = season.dates.findLast((date) => date < played) ?? '';
  season.moveGame(MOVED, 5, announced);
  platform = await Platform.create();
  platform.effects.now = () => new Date(clock);
  for (const date of season.dates.slice(2, 2 + SLATES)) {
    clock = `${date}T21:30:00Z`;
    await season.arrive(date, clock);
    if (date === season.dates[5]) season.correct();
    await platform.ingest(season.inbox);
    clock = timeOf(date);
    const slate = await serveSlate(platform.warehouse, platform.graph, platform.effects, {
      ...{ date, runId: `serve-${date}`, command: 'features serve', trusted: true },
    });
    served.set(date, slate.lines);
    files.set(date, slate.files);
  }
}, 1_800_000);
afterAll(async () => {
  await platform?.close();
  season?.remove();
});

/** What differs in the first line that does, by name; how many lines do. */
function differences(date: string, before: readonly ServedLine[], now: readonly ServedLine[]): string[] {
  const differing = before.filter(({ line }, i) => line !== now[i]?.line);
  const [first] = differing;
  const other = now.find(({ game_id, player_id }) => game_id === first?.game_id && player_id === first.player_id);
  const [a, b] = [first, other].map((one) => JSON.parse(one?.line ?? '{}') as Record<string, unknown>);
  const names = Object.keys(a ?? {}).filter((name) => JSON.stringify(a?.[name]) !== JSON.stringify(b?.[name]));
  const said = names.map((name) => `${name}: ${JSON.stringify(a?.[name])} / ${JSON.stringify(b?.[name])}`);
  return [`${date}: ${before.length} and ${now.length} lines, ${differing.length} differ`, ...said];
}

describe('slates that were served day by day', () => {
  it('have vectors, of a season with a correction and a game that was moved', async () => {
    expect([...served.values()].every((lines) => lines.length > 10)).toBe(true);
    const history = await platform.warehouse.query<{ what: string; n: number }>(
      `SELECT 'events' AS what, COUNT(*) AS n FROM nba_raw_history.nbac_play_by_play WHERE game_id = '${CORRECTED}'
       UNION ALL SELECT 'schedule', COUNT(*) FROM nba_raw_history.nbac_schedule
         WHERE game_id = '${MOVED}' AND known_from < known_to AND game_date > (SELECT game_date FROM nba_reference.games WHERE game_id = '${MOVED}')`,
    );
    for (const { what, n } of history) expect(n, what).toBeGreaterThan(0);
    const [lines] = served.get(season.dates[2] ?? '') ?? [];
    expect(JSON.parse(lines?.line ?? '{}')).toMatchObject({ game_date: season.dates[2] });
  });

  it('are the same again from what was known then, byte for byte', async () => {
    const moments = [...served.keys()].map((date) => ({ date, at: timeOf(date), files: files.get(date) ?? null }));
    const wrong: string[] = [];
    await replaySlates(platform.warehouse, platform.graph, platform.effects, moments, async ({ date }) => {
      const lines = await slateLines(platform.warehouse, date);
      if (!sameLines(lines, served.get(date) ?? [])) wrong.push(...differences(date, served.get(date) ?? [], lines));
    });
    expect(wrong).toEqual([]);
  }, 1_800_000);

  it('are what an export of what was known has', async () => {
    const [date, lines] = [...served].at(-1) ?? ['', []];
    const store = platform.graph.get(MLFS)!;
    const range = { from: date, to: date };
    const slates = await fillAsKnown(platform.warehouse, platform.graph, platform.effects, store, range);
    expect(slates).toMatchObject([{ date, at: timeOf(date), was_served: true }]);
    const rows = await platform.warehouse.query(
      `SELECT game_id, player_id, points_avg_last_5 AS points FROM ${AS_KNOWN_FEATURES} WHERE known_before_game ORDER BY game_date, game_id, player_id`,
    );
    const place = FEATURES.findIndex(({ name }) => name === 'points_avg_last_5');
    expect(rows).toEqual(
      lines.map(({ game_id, player_id, line }) => ({
        ...{ game_id, player_id },
        points: (JSON.parse(line) as { features: unknown[] }).features[place],
      })),
    );
  }, 1_800_000);

  it('are kept, and not all what today’s knowledge gives', async () => {
    const again: string[] = [];
    for (const [date, lines] of served) {
      const kept = await lastServed(platform.warehouse, date, '2099-01-01T00:00:00Z');
      expect(kept?.at).toBe(timeOf(date));
      expect(sameLines(kept?.lines ?? [], lines)).toBe(true);
      await platform.backfill();
      if (!sameLines(await slateLines(platform.warehouse, date), lines)) again.push(date);
    }
    // The correction, and what was quoted and reported between five and tip-off.
    expect(again.length).toBeGreaterThan(0);
  }, 1_800_000);
});
