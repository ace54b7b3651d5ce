import { expect, test } from 'vitest';
import { type MapRow, moveCell, type SeasonMapModel, worstStates } from '../../web/src/views/coverage/model.js';

const table = {
  name: 'nba_x.t',
  alias: 't',
  phase: 3,
  grain: 'a row',
  entity: null,
  pregame: false,
  title: 't',
  hasBands: false,
} as const;

/** A season of invented tables, a row each, all on the same consecutive dates. */
function season(name: string, ...rows: string[]): SeasonMapModel {
  const days = rows[0]?.length ?? 0;
  const mapRow = (states: string): MapRow => ({
    table: { ...table, key: [], reads: [], readers: [] },
    states,
    rows: [],
    failures: [],
    ready: null,
  });
  return {
    season: name,
    dates: Array.from({ length: days }, (_, i) => `2021-11-0${i + 1}`),
    columns: Array.from({ length: days }, (_, i) => i),
    days,
    rows: rows.map(mapRow),
  };
}

test('a season at a glance shows the most urgent state of each date', () => {
  // Missing before failed before stale before contaminated before partial.
  expect(worstStates(season('a', 'MFSXPC', 'FSXPCC', 'CCCCCC'))).toBe('MFSXPC');
  // A rightly empty table says nothing of the others; a fortnight of bootstrap shows though sources are complete.
  expect(worstStates(season('a', 'EE.E', 'CB.E', '.C.E'))).toBe('CB.E');
});

test('keys move within a season, between seasons, and from problem to problem over all of them', () => {
  const seasons = [season('2', 'CCM', 'CXC'), season('1', 'CCC', 'SCC')];
  const at = (name: string, row: number, index: number) => ({ season: name, row, index });
  expect(moveCell(seasons, at('2', 0, 0), 'ArrowLeft')).toEqual(at('2', 0, 0));
  expect(moveCell(seasons, at('2', 0, 0), 'ArrowDown')).toEqual(at('2', 1, 0));
  expect(moveCell(seasons, at('2', 0, 0), 'End')).toEqual(at('2', 0, 2));
  expect(moveCell(seasons, at('2', 0, 1), 'PageDown')).toEqual(at('1', 0, 1));
  expect(moveCell(seasons, at('1', 0, 1), 'PageDown')).toEqual(at('1', 0, 1));
  expect(moveCell(seasons, at('2', 0, 0), 'x')).toBeNull();
  // Before any cell is chosen, the first problem comes first.
  expect(moveCell(seasons, at('2', 0, -1), 'n')).toEqual(at('2', 0, 2));
  const stops: ReturnType<typeof at>[] = [];
  for (let i = 0; i < 4; i++) stops.push(moveCell(seasons, stops.at(-1) ?? at('2', 0, 0), 'n') ?? at('?', 0, 0));
  expect(stops).toEqual([at('2', 0, 2), at('2', 1, 1), at('1', 1, 0), at('2', 0, 2)]);
  expect(moveCell(seasons, at('2', 0, 2), 'p')).toEqual(at('1', 1, 0));
  expect(moveCell([season('2', 'CC')], at('2', 0, 1), 'n')).toEqual(at('2', 0, 1));
});
