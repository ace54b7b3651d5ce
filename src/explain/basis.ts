import { addDays } from '../domain/dates.js';
import type { Row } from '../engine/warehouse.js';
import type { Basis, Source } from '../tables/trace/trace.js';

/** The rows of a source that a value was computed from. */
export function rowsOf(basis: Basis, source: Source, date: string): Source['rows'] {
  const { first, days, how, inputs } = basis;
  let rows = source.rows;
  if (days !== undefined) {
    const earliest = addDays(date, -days);
    rows = rows.filter((row) => String(row.game_date) >= earliest);
  }
  if (first !== undefined) rows = rows.slice(0, first);
  // Of events, only those that count what is asked for.
  const counts = how === 'count' && inputs.some((input) => input !== '');
  return counts ? rows.filter((row) => inputs.some((stat) => listed(row.counts).includes(stat))) : rows;
}

const numbers = (rows: Source['rows'], column: string): number[] =>
  rows.flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : []));

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The value computed again from the rows; undefined where only the column's formula tells how. */
export function redo(basis: Basis, source: Source, date: string): Row[string] | undefined {
  const rows = rowsOf(basis, source, date);
  const [input = '', other = ''] = basis.inputs;
  const scaled = (value: number) => value * (basis.times ?? 1);
  const values = numbers(rows, input);
  switch (basis.how) {
    case 'copy':
      return rows[0]?.[input] ?? null;
    case 'first_known':
      return rows.map((row) => row[input]).find((value) => value !== null) ?? null;
    case 'count':
      return rows.length;
    case 'sum':
      return scaled(total(values));
    case 'mean':
      return values.length === 0 ? null : scaled(total(values) / values.length);
    case 'ratio': {
      const both = rows.filter((row) => typeof row[input] === 'number' && typeof row[other] === 'number');
      const below = total(numbers(both, other));
      return below === 0 ? null : scaled(total(numbers(both, input)) / below);
    }
    case 'formula':
      return undefined;
  }
}

const listed = (value: Row[string] | undefined): readonly unknown[] => (Array.isArray(value) ? value : []);

/** One line: how the value follows from which rows. */
export function describe(basis: Basis, source: Source | undefined): string {
  const { how, inputs, first, days, times } = basis;
  const [input = '', other = ''] = inputs;
  const span = first !== undefined ? ` 1-${first}` : days !== undefined ? ` of the ${days} days before` : '';
  const from = `${basis.source}${span}`;
  const factor = times === undefined ? '' : ` x ${Number(times.toPrecision(6))}`;
  switch (how) {
    case 'copy':
      return `${input} of ${source?.table.split('.')[1] ?? basis.source}`;
    case 'first_known':
      return `${input} of the first of ${from} that has one`;
    case 'count':
      return input === '' ? `number of ${from}` : `${from} that count ${inputs.join(' or ')}`;
    case 'ratio':
      return `sum ${input} / sum ${other}${factor}, ${from}`;
    case 'formula':
      return `from ${inputs.join(', ')} (${from})`;
    default:
      return `${how} of ${input}${factor}, ${from}`;
  }
}
