import type { Coverage, TableInfo } from '../../../../src/app/server/schema/cells.js';
import { dayNumber } from '../../lib/format.js';
import { byLetter, STATES } from '../../lib/states.js';

/** One row of a season's map. */
export interface MapRow {
  readonly table: TableInfo;
  readonly states: string;
  readonly rows: readonly number[];
  readonly failures: readonly number[];
  /** Rows that are ready for use; null of tables whose rows are ready once they are there. */
  readonly ready: readonly number[] | null;
}

export interface SeasonMapModel {
  readonly season: string;
  readonly dates: readonly string[];
  /** Column of each date: days since the season's first. */
  readonly columns: readonly number[];
  readonly days: number;
  readonly rows: readonly MapRow[];
}

/** What the cells show: how a partition stands, or how many of its rows are ready for use. */
export type Layer = 'state' | 'ready';

/** What to show: phases (empty = all) and states (empty = all). */
export interface Filter {
  readonly phases: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  readonly layer: Layer;
}

export function seasonModels(coverage: Coverage, tables: readonly TableInfo[], filter: Filter): SeasonMapModel[] {
  const order = new Map(tables.map((table, i) => [table.name, { table, i }]));
  return [...coverage.seasons].reverse().map(({ season, dates, tables: rows }) => {
    const first = dayNumber(dates[0] ?? '1970-01-01');
    const columns = dates.map((date) => dayNumber(date) - first);
    const shown = rows
      .flatMap((row) => {
        const known = order.get(row.table);
        return known === undefined ? [] : [{ ...row, table: known.table, i: known.i }];
      })
      .filter((row) => filter.phases.size === 0 || filter.phases.has(String(row.table.phase)))
      .filter((row) => filter.layer === 'state' || row.ready !== null)
      .sort((a, b) => a.table.phase - b.table.phase || a.i - b.i);
    return { season, dates, columns, days: (columns.at(-1) ?? 0) + 1, rows: shown };
  });
}

/** Share of the rows of a cell that are ready; null where there are none or the table does not tell. */
export function readyShare(row: MapRow, index: number): number | null {
  const rows = row.rows[index] ?? 0;
  return row.ready === null || rows === 0 ? null : (row.ready[index] ?? 0) / rows;
}

/** Cells per state letter, over everything shown. */
export function countStates(seasons: readonly SeasonMapModel[]): ReadonlyMap<string, number> {
  const counts = new Map(STATES.map((s) => [s.letter, 0]));
  for (const { rows } of seasons)
    for (const { states } of rows) for (const letter of states) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  counts.delete('.');
  return counts;
}

/** States that need no attention, the most telling last: an empty table says nothing about the others. */
const CALM = ['B', 'C', 'E', 'N', 'U'];
const URGENCY: ReadonlyMap<string, number> = new Map(
  [...STATES.filter((s) => s.attention).map((s) => s.letter), ...CALM].reverse().map((letter, i) => [letter, i + 1]),
);

/** The most urgent letter of any table, date by date; '.' where nothing is due. */
export function worstStates({ dates, rows }: SeasonMapModel): string {
  return dates
    .map((_, i) =>
      rows.reduce((worst, { states }) => {
        const letter = states[i] ?? '.';
        return (URGENCY.get(letter) ?? 0) > (URGENCY.get(worst) ?? 0) ? letter : worst;
      }, '.'),
    )
    .join('');
}

/** Consecutive dates of one table in one state that asks for attention. */
export interface Range {
  readonly table: TableInfo;
  readonly letter: string;
  readonly from: string;
  readonly to: string;
  readonly dates: number;
}

/** Latest season first, then cascade order: the first ones are nearest to the cause. */
export function attentionRanges(seasons: readonly SeasonMapModel[]): Range[] {
  const ranges: Range[] = [];
  for (const { rows, dates } of seasons) {
    for (const { table, states } of rows) {
      for (let i = 0; i < states.length; ) {
        const letter = states[i] ?? '.';
        let end = i + 1;
        while (end < states.length && states[end] === letter) end++;
        if (byLetter.get(letter)?.attention === true) {
          ranges.push({ table, letter, from: dates[i] ?? '', to: dates[end - 1] ?? '', dates: end - i });
        }
        i = end;
      }
    }
  }
  return ranges;
}

export interface Cell {
  readonly season: string;
  readonly row: number;
  readonly index: number;
}

/** Where a key leads from a cell: dates left and right, tables up and down, seasons by page, problems by n and p. */
export function moveCell(seasons: readonly SeasonMapModel[], cell: Cell, key: string): Cell | null {
  const at = seasons.findIndex((s) => s.season === cell.season);
  const season = seasons[at];
  if (season === undefined) return null;
  const put = (row: number, index: number, of = season): Cell => ({
    season: of.season,
    row: Math.max(0, Math.min(of.rows.length - 1, row)),
    index: Math.max(0, Math.min(of.dates.length - 1, index)),
  });
  const page = (step: number) => {
    const other = seasons[at + step];
    return other === undefined ? cell : put(cell.row, cell.index, other);
  };
  switch (key) {
    case 'ArrowLeft':
      return put(cell.row, cell.index - 1);
    case 'ArrowRight':
      return put(cell.row, cell.index + 1);
    case 'ArrowUp':
      return put(cell.row - 1, cell.index);
    case 'ArrowDown':
      return put(cell.row + 1, cell.index);
    case 'Home':
      return put(cell.row, 0);
    case 'End':
      return put(cell.row, season.dates.length - 1);
    case 'PageUp':
      return page(-1);
    case 'PageDown':
      return page(1);
    case 'n':
      return nextProblem(seasons, cell, 1);
    case 'p':
      return nextProblem(seasons, cell, -1);
    default:
      return null;
  }
}

function nextProblem(seasons: readonly SeasonMapModel[], from: Cell, step: 1 | -1): Cell {
  const all: Cell[] = [];
  // From a place that is no cell yet, the first problem is the next one.
  let start = step > 0 ? -1 : 0;
  for (const { season, rows } of seasons) {
    rows.forEach(({ states }, row) => {
      for (let index = 0; index < states.length; index++) {
        const here = season === from.season && row === from.row && index === from.index;
        const wanted = byLetter.get(states[index] ?? '.')?.attention === true;
        if (here) start = all.length + (wanted || step < 0 ? 0 : -1);
        if (wanted) all.push({ season, row, index });
      }
    });
  }
  if (all.length === 0) return from;
  return all[(start + step + all.length) % all.length] ?? from;
}
