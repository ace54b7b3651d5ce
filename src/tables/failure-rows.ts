import type { Dialect } from '../engine/dialect.js';
import type { Column } from './definition.js';

/** The failure columns of a statement whose every row is a row of the table. */
export const noFailures = (d: Dialect): string =>
  `${d.cast('NULL', 'string')} AS failure_category, ${d.cast('NULL', 'string')} AS failure_reason`;

/** A select list of all columns of a table, in order: those given as SQL, and NULL for the others. Part of a UNION ALL. */
export const filledColumns = (
  d: Dialect,
  columns: readonly Pick<Column, 'name' | 'type'>[],
  given: Readonly<Record<string, string>>,
): string => columns.map(({ name, type }) => `${given[name] ?? d.cast('NULL', type)} AS ${name}`).join(', ');
