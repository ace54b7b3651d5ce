import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyAnswer } from './ask-copy.js';
import { TemporaryCopy } from './temporary-copy.js';

const CACHE = 'src/tables/precompute/player-daily-cache.ts';
const STORE = 'src/tables/features/ml-feature-store.ts';

/** A column of the player's cache, and one of the feature store that reads it. */
describe('adding a column', () => {
  let copy: TemporaryCopy;
  beforeAll(() => {
    copy = new TemporaryCopy();
    copy.edit(
      CACHE,
      "    col.double('minutes_avg_season',",
      "    col.count('points_season', 'Points of the season before D.'),\n    col.double('minutes_avg_season',",
    );
    copy.edit(CACHE, '    minutes_avg_season: d', "    points_season: w.sum('points'),\n    minutes_avg_season: d");
    copy.edit(CACHE, "'minutes_avg_season']),", "'minutes_avg_season', 'points_season']),");
    copy.edit(
      STORE,
      "    col.list('features_missing',",
      "    col.count('points_season', 'Points of the season before D.', { formula: 'of the cache', critical: { when: 'is_production_ready' } }),\n    col.list('features_missing',",
    );
    copy.edit(STORE, 'points_avg_season points_std_last_10', 'points_avg_season points_season points_std_last_10');
    copy.edit(
      STORE,
      "    games_missing: 'COALESCE(",
      "    points_season: 'c.points_season',\n    games_missing: 'COALESCE(",
    );
    copy.edit(
      STORE,
      "    data_cutoff: 'data_cutoff',",
      "    data_cutoff: 'data_cutoff',\n    points_season: 'points_season',",
    );
  });
  afterAll(() => copy.remove());

  test('touches the files of the two tables', () => {
    expect(copy.changed()).toEqual([STORE, CACHE]);
  });

  test('is all it takes: it is made, judged, explained, shown and exported like any other', async () => {
    const found = await everyAnswer(copy, 'mlfs', 'points_season');
    expect(found).toMatchObject({
      dictionary: [
        '| points_season | integer | count | 0 ..  | Points of the season before D. Formula: of the cache. *critical* |',
      ],
      completeness: [{ unexpected: 0 }],
      completeness_findings: 0,
      contamination: ['CLEAN'],
      contracts: [{ violations: 0, profiled: true }],
      verified: [0],
      leakage: [{ leaks: [], why: null }],
      explain: [{ meaning: 'Points of the season before D.', formula: 'of the cache', how: null, same: null }],
      row_page: [null],
      export: ['context'],
    });
    expect(found.leakage[0]?.compared).toBeGreaterThan(10);
  });
});
