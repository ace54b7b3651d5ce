import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { asOf, asOfIntervals, beforeInSeason, inLastDays } from '../../src/tables/as-of.js';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
});
afterAll(() => warehouse.close());

interface Game {
  readonly player: number;
  readonly season: string;
  readonly day: number;
  readonly id: string;
  readonly points: number;
}

const START = Date.UTC(2021, 9, 1);
const iso = (day: number) => new Date(START + day * 86_400_000).toISOString().slice(0, 10);

const games = fc.uniqueArray(
  fc.record({
    player: fc.integer({ min: 1, max: 3 }),
    season: fc.constantFrom('2021-22', '2022-23'),
    day: fc.integer({ min: 0, max: 25 }),
    id: fc.constantFrom('a', 'b'),
    points: fc.integer({ min: 0, max: 60 }),
  }),
  { selector: (g) => `${g.player}|${g.season}|${g.day}|${g.id}`, minLength: 1, maxLength: 30 },
);

/** Two seasons laid over the same days make a leak across seasons visible. */
const source = (rows: readonly Game[]) =>
  `(SELECT * FROM (VALUES ${rows
    .map((g) => `(${g.player}, '${g.season}', DATE '${iso(g.day)}', '${g.id}', ${g.points})`)
    .join(', ')}) v(player_id, season, game_date, game_id, points))`;

const byTime = (a: Game, b: Game) => a.day - b.day || (a.id < b.id ? -1 : 1);

describe('as-of windows', () => {
  it('are the last N games before the date, of the season and the player alone', async () => {
    await fc.assert(
      fc.asyncProperty(games, fc.integer({ min: 1, max: 4 }), async (rows, n) => {
        const intervals = asOfIntervals(warehouse.dialect, {
          source: source(rows),
          entity: ['player_id'],
          columns: (w) => ({
            total: w.sum('points', n),
            found: w.count('points', n),
            mean: w.mean('points'),
            third: w.lag('points', 2),
          }),
        });
        const found = await warehouse.query<{
          player: number;
          season: string;
          day: string;
          total: number;
          found: number;
          mean: number;
          third: number | null;
        }>(
          `WITH dates AS (SELECT CAST(DATE '${iso(0)}' + CAST(i AS INTEGER) AS DATE) AS day, s.season FROM range(28) r(i), (VALUES ('2021-22'), ('2022-23')) s(season))
           SELECT x.player_id AS player, d.season, d.day, x.total, x.found, x.mean, x.third
           FROM dates d JOIN ${intervals} x ON ${asOf('x', 'd.day', 'd.season')} ORDER BY 1, 2, 3`,
        );
        const wanted = [1, 2, 3].flatMap((player) =>
          ['2021-22', '2022-23'].flatMap((season) =>
            Array.from({ length: 28 }, (_, day) => {
              const before = rows.filter((g) => g.player === player && g.season === season && g.day < day).sort(byTime);
              const last = before.slice(-n);
              const sum = (list: readonly Game[]) => list.reduce((total, g) => total + g.points, 0);
              return {
                player,
                season,
                day: iso(day),
                total: sum(last),
                found: last.length,
                mean: sum(before) / before.length,
                third: before.at(-3)?.points ?? null,
              };
            }).filter((row) => row.found > 0),
          ),
        );
        expect(found).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('"last N days" is [D - N, D - 1], "before" is strictly earlier in the season', async () => {
    const rows = await warehouse.query<{ day: string; in_week: boolean; earlier: boolean }>(
      `SELECT g.game_date AS day, ${inLastDays(warehouse.dialect, 'g.game_date', "DATE '2021-12-10'", 7)} AS in_week,
         ${beforeInSeason('g', "DATE '2021-12-10'", "'2021-22'")} AS earlier
       FROM (VALUES (DATE '2021-12-02', '2021-22'), (DATE '2021-12-03', '2021-22'), (DATE '2021-12-09', '2021-22'),
         (DATE '2021-12-10', '2021-22'), (DATE '2021-12-09', '2020-21')) g(game_date, season) ORDER BY g.season DESC, 1`,
    );
    expect(rows).toEqual([
      { day: '2021-12-02', in_week: false, earlier: true },
      { day: '2021-12-03', in_week: true, earlier: true },
      { day: '2021-12-09', in_week: true, earlier: true },
      { day: '2021-12-10', in_week: false, earlier: false },
      { day: '2021-12-09', in_week: true, earlier: false },
    ]);
  });

  it('exact sums do not depend on the order of rows or threads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 }),
        async (values) => {
          const sum = (list: readonly number[]) =>
            warehouse.query(
              `SELECT ${warehouse.dialect.exactSum('x')} AS s FROM (VALUES ${list.map((x) => `(CAST(${x} AS DOUBLE))`).join(', ')}) v(x)`,
            );
          expect(await sum(values)).toEqual(await sum([...values].reverse()));
        },
      ),
      { numRuns: 40 },
    );
  });
});
