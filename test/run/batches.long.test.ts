import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BatchDay } from '../../src/run/batch.js';
import { batches } from '../../src/run/batches.js';
import { DATES, MiniLeague } from '../audit/mini-league.js';
import { content } from './mini-ledger.js';

const day = (partition_date: string, season: string): BatchDay => ({
  partition_date,
  season,
  season_year: 2021,
  season_start: '2021-10-19',
  season_end: '2022-06-16',
  day_of_season: 0,
  inputs: '',
});

test('batches hold every date once, in order, never more than asked for and never two seasons', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('2020-21', '2021-22')), fc.integer({ min: 1, max: 9 }), (seasons, size) => {
      const days = [...seasons].sort().map((season, i) => day(`day ${i}`, season));
      const made = batches(days, size);
      expect(made.flat()).toEqual(days);
      for (const batch of made) {
        expect(batch.length).toBeLessThanOrEqual(size);
        expect(new Set(batch.map((d) => d.season)).size).toBe(1);
      }
    }),
  );
});

/** Boxes, missing boxes and missing events at random places. */
const damage = fc.record({
  points: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 48, maxLength: 48 }),
  noEvents: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 8 }),
  noBox: fc.uniqueArray(fc.integer({ min: 0, max: 47 }), { maxLength: 8 }),
});

async function leagueOf({ points, noEvents, noBox }: typeof damage extends fc.Arbitrary<infer T> ? T : never) {
  const league = await MiniLeague.create();
  const { warehouse } = league;
  await warehouse.execute(`CREATE TABLE numbered AS SELECT rowid AS id, ROW_NUMBER() OVER (ORDER BY game_id, team_abbr) - 1 AS n FROM nba_raw.nbac_team_boxscores;
    UPDATE nba_raw.nbac_team_boxscores SET points = list_extract([${points}], CAST(v.n AS INTEGER) + 1) FROM numbered v WHERE nbac_team_boxscores.rowid = v.id`);
  if (noBox.length > 0) {
    await warehouse.execute(
      `DELETE FROM nba_raw.nbac_team_boxscores WHERE rowid IN (SELECT id FROM numbered WHERE n IN (${noBox}))`,
    );
  }
  if (noEvents.length > 0) {
    await warehouse.execute(
      `DELETE FROM nba_raw.nbac_play_by_play WHERE CAST(right(game_id, 5) AS INTEGER) - 1 IN (${noEvents})`,
    );
  }
  await league.refreshLedger();
  return league;
}

test('day by day, in batches of any size, in two halves in either order: the same content', async () => {
  await fc.assert(
    fc.asyncProperty(
      damage,
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 1, max: 10 }),
      async (games, size, cut) => {
        const contents = [];
        const ways: ((league: MiniLeague) => Promise<unknown>)[] = [
          (league) => league.run({ batchDays: 31, mode: 'force' }),
          (league) => league.run({ batchDays: 1, mode: 'force' }),
          async (league) => {
            await league.run({ batchDays: size, mode: 'force' }, DATES[cut]!, DATES.at(-1)!);
            await league.run({ batchDays: size, mode: 'force' }, DATES[0]!, DATES.at(-1)!);
          },
        ];
        for (const way of ways) {
          const league = await leagueOf(games);
          try {
            await way(league);
            contents.push(await content(league.warehouse));
          } finally {
            await league.close();
          }
        }
        expect(Object.keys(contents[0]!)).toHaveLength(36);
        expect(contents[1]).toEqual(contents[0]);
        expect(contents[2]).toEqual(contents[0]);
      },
    ),
    { numRuns: 4 },
  );
});
