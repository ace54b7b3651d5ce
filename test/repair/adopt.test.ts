import { expect, test } from 'vitest';
import { compareTables } from '../../src/repair/adopt.js';

const OWN = [
  {
    name: 'nba_raw.t',
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'told', type: 'json' },
    ],
  },
] as const;

test('a table of the same name is compared column by column, in any order', () => {
  const found = new Map([
    [
      'nba_raw.t',
      [
        { name: 'told', type: 'string' },
        { name: 'id', type: 'integer' },
      ],
    ],
    ['nba_raw.theirs', [{ name: 'id', type: 'integer' }]],
  ] as const);
  expect(compareTables(found, OWN)).toEqual([
    { table: 'nba_raw.t', state: 'same', differences: [] },
    { table: 'nba_raw.theirs', state: 'other', differences: [] },
  ]);
});

test('what is missing, of another type, or more than the platform has, is named', () => {
  const stored = [
    { name: 'id', type: 'string' },
    { name: 'note', type: null },
  ] as const;
  expect(compareTables(new Map([['nba_raw.t', stored]]), OWN)).toEqual([
    {
      table: 'nba_raw.t',
      state: 'differs',
      differences: ['id is string, not integer', 'has no told', 'has note besides'],
    },
  ]);
});
