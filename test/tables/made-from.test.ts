import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../src/tables/features/feature-contract.js';
import { ofPlayer } from '../../src/tables/features/made-from.js';
import { PGS, TOGS } from '../../src/tables/names.js';
import { playerCacheTrace } from '../../src/tables/precompute/player-daily-cache-trace.js';
import { GRAPH } from '../../src/tables/registry.js';

describe('what features are made from', () => {
  it.each(FEATURES.filter(({ source }) => source.startsWith('player_daily_cache.')).map((f) => [f.name, f] as const))(
    '%s says of his games what the explanation of its column says',
    (_, { source, madeFrom }) => {
      for (const column of source.slice(source.indexOf('.') + 1).split(', ')) {
        const basis = playerCacheTrace.bases({})[column];
        if (basis?.source !== 'games') continue;
        const inputs = basis.inputs.map((name) => name.replace('points_with_ft', 'points'));
        const window = basis.first === 5 ? 'last_5' : basis.first === 10 ? 'last_10' : 'season';
        const { from } = ofPlayer(window);
        const made = madeFrom.find((one) => one.of === 'player' && one.from === from);
        expect(made?.columns).toEqual(expect.arrayContaining(inputs));
      }
    },
  );

  it('names columns that the summaries have', () => {
    const columns = new Set([PGS, TOGS].flatMap((name) => GRAPH.get(name)?.columns.map((column) => column.name) ?? []));
    const named = FEATURES.flatMap(({ madeFrom }) => madeFrom.flatMap((made) => made.columns));
    expect(named.filter((name) => !columns.has(name))).toEqual([]);
  });

  it('leaves out only what comes from the schedule, quotes or news', () => {
    const none = FEATURES.filter(({ madeFrom }) => madeFrom.length === 0).map(({ name }) => name);
    expect(none).toEqual(['rest_advantage', 'injury_risk', 'home_away', 'playoff_game']);
  });
});
