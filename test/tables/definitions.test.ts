import { expect, test } from 'vitest';
import { RAW_TABLES } from '../../src/raw/raw-tables.js';
import { TABLES } from '../../src/tables/registry.js';

test('every table of phase 3 and up says who is due, and every table how its values are explained', () => {
  const open = TABLES.filter(
    ({ phase, expects, holdsFindings = false, trace }) =>
      trace === undefined || (phase > 2 && (expects === undefined) !== holdsFindings),
  );
  expect(open.map((table) => table.name)).toEqual([]);
});

test('what a raw table says of its rows names columns that it has', () => {
  const unknown = RAW_TABLES.flatMap(({ name, columns, teams = [], printedNames = [], namesGames, scramble }) => {
    const has = new Set(columns.map((column) => column.name));
    const { keep = [], hindsight = [], change = {} } = scramble ?? {};
    const named = [...teams, ...printedNames, ...Object.values(namesGames?.game ?? {})];
    return [...named, ...keep, ...hindsight, ...Object.keys(change)]
      .filter((column) => !has.has(column))
      .map((column) => `${name}.${column}`);
  });
  expect(unknown).toEqual([]);
});

test('the leakage audit changes something of every raw table', () => {
  expect(RAW_TABLES.filter(({ scramble }) => scramble === undefined).map(({ name }) => name)).toEqual([]);
});
