import { expect, test } from 'vitest';
import { judgeFeature, pooled } from '../../../src/audit/features/alarms.js';
import type { Correlated, MonthFigures } from '../../../src/audit/features/figures.js';

const figures = (season: string, month: string, over: Partial<MonthFigures> = {}): MonthFigures => ({
  season,
  month,
  rows: 4000,
  values: 4000,
  mean: 10,
  std: 2,
  min: 0,
  max: 30,
  ...over,
});
const before = [figures('2021-22', '2021-12'), figures('2021-22', '2022-01')];
const judged = (over: Partial<MonthFigures>, earlier = before) =>
  judgeFeature('2022-23', [...earlier, figures('2022-23', '2022-12', over)], false);

test('months taken together: within them and between them', () => {
  // 10 values of mean 1 and 30 of mean 5, each without spread: mean 4, squares 10 x 9 + 30 x 1 = 120, of 39.
  const small = { rows: 1000, std: 0, min: 0, max: 9 };
  expect(
    pooled([
      figures('a', '2020-12', { ...small, values: 10, mean: 1 }),
      figures('b', '2021-12', { ...small, values: 30, mean: 5 }),
    ]),
  ).toMatchObject({ rows: 2000, values: 40, mean: 4, std: Math.sqrt(120 / 39), isFlag: false });
});

test('a month is compared with the same month of earlier seasons, not with its neighbours', () => {
  // December was 10 with deviation 2; January, which does not count, was 10 too.
  const otherJanuary = [figures('2021-22', '2021-12'), figures('2021-22', '2022-01', { mean: 100 })];
  expect(judged({ mean: 12 }, otherJanuary)).toEqual({ alarms: [], farthest: { month: '2022-12', deviations: 1 } });
  expect(judged({ mean: 13.2 }).alarms).toEqual([
    {
      kind: 'shifted',
      month: '2022-12',
      what: 'mean 13.2, deviation 2; mean 10, deviation 2 in this month of earlier seasons',
    },
  ]);
  expect(judged({ std: 0.5 }).alarms).toMatchObject([{ kind: 'shifted' }]);
  // Without an earlier season nothing is told.
  expect(judged({ mean: 12 }, [])).toEqual({ alarms: [], farthest: null });
  // Too few rows to judge.
  expect(judged({ mean: 100, rows: 900, values: 900 })).toEqual({ alarms: [], farthest: null });
});

test('missing: more NULL than in that month before, or no value in the season', () => {
  expect(judged({ values: 3200 }).alarms).toEqual([]);
  expect(judged({ values: 2800 }).alarms).toMatchObject([
    { kind: 'missing', what: 'NULL in 30 % of the rows; 0 % in this month of earlier seasons' },
  ]);
  const none = { values: 0, mean: null, std: null, min: null, max: null };
  expect(judged(none).alarms).toMatchObject([{ kind: 'missing', month: '2022-12' }]);
  // In an earlier season that month had none, either: too few games yet.
  expect(judged(none, [figures('2021-22', '2021-12', none)]).alarms).toEqual([]);
  const months = ['2022-10', '2022-11'].map((month) => figures('2022-23', month, none));
  expect(judgeFeature('2022-23', months.slice(0, 1), false).alarms).toEqual([]);
  expect(judgeFeature('2022-23', months, false).alarms).toEqual([
    { kind: 'missing', month: null, what: 'NULL in every row of the season' },
  ]);
});

test('constant: what varied before, but for a flag that is rare', () => {
  expect(judged({ mean: 5, std: 0, min: 5, max: 5 }).alarms).toMatchObject([
    { kind: 'constant', month: '2022-12', what: 'always 5; it varied in this month of earlier seasons' },
  ]);
  const flag = (share: number) => [
    figures('2021-22', '2021-12', { mean: share, std: Math.sqrt((share * (1 - share) * 4000) / 3999), min: 0, max: 1 }),
  ];
  const none = { mean: 0, std: 0, min: 0, max: 0 };
  expect(judged(none, flag(0.02)).alarms).toEqual([]);
  expect(judged(none, flag(0.2)).alarms).toMatchObject([{ kind: 'constant' }]);
  const months = ['2022-11', '2022-12'].map((month) => figures('2022-23', month, none));
  expect(judgeFeature('2022-23', months, true).alarms).toEqual([]);
  expect(judgeFeature('2022-23', months, false).alarms).toEqual([
    { kind: 'constant', month: null, what: 'always 0 in the whole season' },
  ]);
});

test('flipped: against what it went with, in the season or in a month of it', () => {
  const correlated = (season: number, month: number, then = 0.5): Correlated => ({
    seasons: new Map([
      [
        '2021-22',
        new Map([
          ['opponent_pace', then],
          ['home_away', 0.01],
        ]),
      ],
      ['2022-23', new Map([['opponent_pace', season]])],
    ]),
    months: new Map([['2022-12', new Map([['opponent_pace', month]])]]),
  });
  const of = (all: Correlated) => judgeFeature('2022-23', [figures('2022-23', '2022-12')], false, all).alarms;
  expect(of(correlated(0.4, 0.3))).toEqual([]);
  expect(of(correlated(-0.5, -0.5))).toEqual([
    { kind: 'flipped', month: null, what: 'correlation with opponent_pace -0.5; 0.5 in earlier seasons' },
  ]);
  expect(of(correlated(0.1, -0.5))).toMatchObject([{ kind: 'flipped', month: '2022-12' }]);
  // Nothing went with it before.
  expect(of(correlated(-0.5, -0.5, 0.05))).toEqual([]);
});
