import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyAnswer } from './ask-copy.js';
import { TemporaryCopy } from './temporary-copy.js';

/** The points of a player's season so far. */
const TABLE = `import { asOf } from '../as-of.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { playersOfTheSeason } from '../expectations/season-entities.js';
import { noFailures } from '../failure-rows.js';
import { PGS } from '../names.js';
import { playedBefore } from '../trace/player-games.js';
import { playerStates } from '../windows/player-state.js';

export const playerSeasonPoints: TableDefinition = {
  name: 'nba_precompute.player_season_points',
  alias: 'points',
  title: 'Season points',
  phase: 4,
  grain: 'a player with a game this season and a date: his points so far',
  key: ['player_id', 'analysis_date'],
  partitionColumn: 'analysis_date',
  pregame: true,
  entity: { kind: 'player', id: 'player_id' },
  expects: playersOfTheSeason,
  trace: async () => ({
    sources: async (ask) => [await playedBefore(ask)],
    bases: () => ({ points_sum: { source: 'games', how: 'sum', inputs: ['points'] } }),
  }),
  reads: [{ table: PGS, windows: [{ kind: 'season_before' }] }],
  columns: [
    shared.analysisDate,
    shared.season,
    shared.playerId,
    col.count('points_sum', 'Points of the season before D.', { formula: 'sum of points', critical: {} }),
  ],
  sql: (ctx) => \`SELECT b.partition_date AS analysis_date, b.season, s.player_id, s.points_sum, \${noFailures(ctx.d)}
    FROM \${ctx.dates} b JOIN \${playerStates(ctx, (w) => ({ points_sum: w.sum('points') }))} s ON \${asOf('s', 'b.partition_date', 'b.season')}\`,
};
`;

describe('adding a table', () => {
  let copy: TemporaryCopy;
  beforeAll(() => {
    copy = new TemporaryCopy();
    copy.write('src/tables/precompute/player-season-points.ts', TABLE);
    copy.edit(
      'src/tables/registry.ts',
      'import { playerCompositeFactors }',
      "import { playerSeasonPoints } from './precompute/player-season-points.js';\nimport { playerCompositeFactors }",
    );
    copy.edit(
      'src/tables/registry.ts',
      '  playerShotZoneAnalysis,\n  player',
      '  playerShotZoneAnalysis,\n  playerSeasonPoints,\n  player',
    );
  });
  afterAll(() => copy.remove());

  test('touches its file and the registry', () => {
    expect(copy.changed()).toEqual(['src/tables/precompute/player-season-points.ts', 'src/tables/registry.ts']);
  });

  test('is all it takes: it is made, judged, explained and shown like any other', async () => {
    const found = await everyAnswer(copy, 'points', 'points_sum');
    expect(found).toMatchObject({
      dictionary: [
        '| points_sum | integer | count | 0 ..  | Points of the season before D. Formula: sum of points. *critical* |',
      ],
      completeness: [{ unexpected: 0 }],
      completeness_findings: 0,
      contamination: ['CLEAN'],
      contracts: [{ violations: 0, profiled: true }],
      verified: [0],
      leakage: [{ leaks: [], why: null }],
      explain: [{ meaning: 'Points of the season before D.', formula: 'sum of points', how: 'sum', same: true }],
      page: [{ title: 'Season points', entity: 'player', by: [] }],
      map: [true],
      row_page: [{ same: true }],
      gaps: [['points', [found.day]]],
    });
    expect(found.rows).toBeGreaterThan(100);
    expect(found.completeness[0]?.states).toEqual({ ROW: found.rows });
    expect(found.leakage[0]?.compared).toBeGreaterThan(10);
  });
});
