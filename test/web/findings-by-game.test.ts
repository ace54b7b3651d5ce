import { expect, test } from 'vitest';
import { findingsByGame } from '../../web/src/views/quality/by-game.js';

const root = {
  table: 'nba_precompute.player_shot_zone_analysis',
  alias: 'psza',
  fields: ['games_missing'],
  state: 'PARTIAL',
  reasons: ['games_missing'],
  games: ['0052100101'],
  reach: [],
} as const;

test('one cause of several dates is one line of its game, after the game that is not there', () => {
  const found = findingsByGame({
    completeness: {
      entities: [],
      games_without_data: [
        { game_id: '0052100101', date: '2022-04-12', home: 'BKN', away: 'CLE', kind: 'not_ingested' },
      ],
    },
    contamination: {
      roots: [
        { ...root, date: '2022-04-13', invalid_rows: 70 },
        { ...root, date: '2022-04-15', invalid_rows: 5 },
      ],
    },
  });
  expect(found).toEqual([
    {
      game: '0052100101',
      date: '2022-04-12',
      teams: 'CLE at BKN',
      causes: [
        { cause: 'Not ingested', lines: ['no file of the game was read'] },
        {
          cause: 'Critical values: games missing',
          lines: ['player_shot_zone_analysis, 2 dates, Wed 13 Apr 2022 to Fri 15 Apr 2022: games_missing in 75 rows'],
        },
      ],
    },
  ]);
});

test('differences within what a check allows are none; those of no game stand last', () => {
  const difference = { check: 'points', game_id: '0022100001', date: '2021-10-19', entity: 'MIL', detail: 'points' };
  const check = {
    check: 'points',
    what: 'points are equal',
    left: 'log',
    right: 'events',
    tolerance: 0,
    because: null,
  };
  const counts = { allowed_share: 0, compared: 10, differing: 2, source_differences: 1 };
  const differences = [
    { ...difference, left: 127, right: 125, kind: 'difference' },
    { ...difference, left: 1, right: 2, kind: 'source' },
  ] as const;
  const contracts = {
    violations: [
      {
        table: 'nba_x.t',
        alias: 't',
        kind: 'constant',
        column: 'pace',
        where: '2021-22',
        rows: 9,
        what: 'pace never varies',
      } as const,
    ],
  };
  const reconcile = (verdict: 'differs' | 'within tolerance') => ({
    checks: [{ ...check, ...counts, verdict }],
    differences,
  });
  expect(
    findingsByGame({ reconcile: reconcile('differs'), contracts }).map(({ game, causes }) => [game, causes]),
  ).toEqual([
    ['0022100001', [{ cause: 'Does not hold: points are equal', lines: ['MIL: points 127, 125'] }]],
    [null, [{ cause: 'Contract of t', lines: ['pace never varies, 2021-22: 9 rows'] }]],
  ]);
  expect(findingsByGame({ reconcile: reconcile('within tolerance') })).toEqual([]);
});
