import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DatesAsked, type Selection, select, selectionToRepair } from '../../src/plan/selection.js';
import { loadState } from '../../src/plan/warehouse-state.js';
import { DATES, MiniLeague, SEASON } from '../audit/mini-league.js';

const [FIRST, LAST] = [DATES[0]!, DATES.at(-1)!];

let league: MiniLeague;
beforeAll(async () => {
  league = await MiniLeague.create();
});
afterAll(() => league.close());

async function selected(dates: DatesAsked, tables: readonly string[] = []) {
  const { selection } = await select(league.warehouse, league.graph, { tables, dates });
  return { ...selection, tables: selection.tables.map((table) => table.alias) };
}

describe('what a user asks for', () => {
  test.each<[string, DatesAsked, Partial<Selection>]>([
    ['no dates: every date with data', {}, { from: FIRST, to: LAST }],
    ['a season', { season: SEASON }, { from: FIRST, to: LAST }],
    ['an open end: the last date with data', { from: DATES[3]! }, { from: DATES[3]!, to: LAST }],
    ['an open start: the first season', { to: DATES[3]! }, { from: FIRST, to: DATES[3]! }],
    [
      'single dates in any order',
      { dates: [DATES[5]!, DATES[2]!] },
      { from: DATES[2]!, to: DATES[5]!, dates: [DATES[2]!, DATES[5]!] },
    ],
    ['a range after the last date with data', { from: '2030-01-01' }, { from: '2030-01-01', to: LAST }],
  ])('%s', async (_, asked, expected) => {
    expect(await selected(asked)).toEqual({ tables: ['mg', 'mf', 'mx'], ...expected });
  });

  test('tables by alias, full name or phase, in the order of the cascade', async () => {
    expect((await selected({}, ['mx', '3'])).tables).toEqual(['mg', 'mx']);
    expect((await selected({}, ['nba_precompute.mini_form'])).tables).toEqual(['mf']);
  });

  test('errors say what is wrong', async () => {
    await expect(selected({ season: '1999-00' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(selected({ from: LAST, to: FIRST })).rejects.toMatchObject({ code: 'BAD_RANGE' });
    await expect(selected({}, ['mgg'])).rejects.toMatchObject({
      code: 'UNKNOWN_TABLE',
      what: 'There is no table mgg. Did you mean mg?',
    });
  });
});

test('a repair looks at the dates with data and at later ones that were made', async () => {
  const own = await MiniLeague.create();
  try {
    const later = '2021-11-25';
    await own.warehouse.execute(`INSERT INTO nba_reference.games BY NAME SELECT * REPLACE ('0022199999' AS game_id, DATE '${later}' AS game_date)
      FROM nba_reference.games LIMIT 1`);
    const toRepair = async (from: string | null, to: string | null) =>
      selectionToRepair(own.graph, await loadState(own.warehouse, own.graph), { from, to }).dates;
    expect(await toRepair(null, null)).toEqual(DATES);
    await own.run({}, later, later);
    expect(await toRepair(null, null)).toEqual([...DATES, later]);
    expect(await toRepair(DATES[10]!, null)).toEqual([DATES[10], LAST, later]);
    expect(await toRepair(null, DATES[1]!)).toEqual([FIRST, DATES[1]]);
  } finally {
    await own.close();
  }
});
