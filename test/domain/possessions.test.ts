import { describe, expect, it } from 'vitest';
import { possessions, possessionsSql } from '../../src/domain/possessions.js';
import { evaluateSql, expectTwins, whole, withDuckdb } from './sql-twin.js';

withDuckdb();

const game = {
  ...{ fga: 90, fta: 20, orb: 10, fgm: 40, tov: 12, drb: 35 },
  ...{ oppFga: 85, oppFta: 25, oppOrb: 8, oppFgm: 42, oppTov: 15, oppDrb: 32 },
};
const swapped = {
  ...{ fga: 85, fta: 25, orb: 8, fgm: 42, tov: 15, drb: 32 },
  ...{ oppFga: 90, oppFta: 20, oppOrb: 10, oppFgm: 40, oppTov: 12, oppDrb: 35 },
};

describe('possessions', () => {
  it('are half the sum of both sides', () => {
    // 90 + 0.4x20 - 1.07 (10/42) 50 + 12 = 110 - 12.738095 = 97.261905
    // 85 + 0.4x25 - 1.07 (8/43) 43 + 15  = 110 - 8.56      = 101.44
    expect(possessions(game)).toBeCloseTo((97.2619048 + 101.44) / 2, 6);
  });

  it('are null where a side had no rebound to get, or an input is unknown', () => {
    expect(possessions({ ...game, orb: 0, oppDrb: 0 })).toBeNull();
    expect(possessions({ ...game, oppTov: null })).toBeNull();
    expect(possessions({ ...game, orb: 0 })).not.toBeNull();
  });

  const fields = {
    ...{ fga: whole(60, 110), fta: whole(0, 45), orb: whole(0, 25), fgm: whole(25, 60) },
    ...{ tov: whole(3, 28), drb: whole(0, 50), oppFga: whole(60, 110), oppFta: whole(0, 45) },
    ...{ oppOrb: whole(0, 25), oppFgm: whole(25, 60), oppTov: whole(3, 28), oppDrb: whole(0, 50) },
  };

  it('SQL equals TypeScript', () => expectTwins({ fields, sql: possessionsSql, twin: possessions }));

  it('are the same double for both sides, in TypeScript and in SQL', async () => {
    expect(possessions(swapped)).toBe(possessions(game));
    await expectTwins({
      fields,
      sql: possessionsSql,
      twin: (b) =>
        possessions({
          ...{ fga: b.oppFga, fta: b.oppFta, orb: b.oppOrb, fgm: b.oppFgm, tov: b.oppTov, drb: b.oppDrb },
          ...{ oppFga: b.fga, oppFta: b.fta, oppOrb: b.orb, oppFgm: b.fgm, oppTov: b.tov, oppDrb: b.drb },
        }),
    });
    const types = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.type]));
    const [own, other] = await evaluateSql(types, [game, swapped], (columns) =>
      possessionsSql(columns as Record<keyof typeof fields, string>),
    );
    expect(own).toBe(other);
  });
});
