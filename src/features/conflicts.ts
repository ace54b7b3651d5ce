import { conflictsIn, isOpen } from '../audit/conflicts/conflicts.js';
import type { Conflict } from '../audit/conflicts/report.js';
import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import type { Selection } from '../plan/selection.js';
import { WHOLE_ROW } from '../tables/differences/check.js';
import { FEATURES } from '../tables/features/feature-contract.js';
import type { TableGraph } from '../tables/graph.js';
import { MLFS, SOURCE_DIFFERENCES } from '../tables/names.js';
import type { Unsound } from './unsound.js';

/** A conflict in a season of an export, without anything that knows the clock. */
export type ExportedConflict = Omit<Conflict, 'since' | 'accepted_at'>;

/** Columns of the summaries that a feature or a label is made from. */
const USED: ReadonlySet<string> = new Set([
  WHOLE_ROW,
  ...FEATURES.flatMap(({ madeFrom }) => madeFrom.flatMap(({ columns }) => columns)),
]);
const LABELLED: ReadonlySet<string> = new Set([
  WHOLE_ROW,
  'points',
  'seconds_played',
  'rebounds',
  'assists',
  'three_pt_makes',
]);

/** Conflicts of the seasons of an export, up to its last date: accepted ones, too. */
export async function conflictsBehind(
  warehouse: Warehouse,
  graph: TableGraph,
  { from, to }: Pick<Selection, 'from' | 'to'>,
): Promise<readonly Conflict[]> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  return conflictsIn(warehouse, graph, { from: calendar.batchDate(from).season_start, to });
}

/** What open conflicts mean for the rows of an export: the features made from them, and labels of their own games. */
export async function disputedIn(
  warehouse: Warehouse,
  graph: TableGraph,
  { from, to }: Pick<Selection, 'from' | 'to'>,
): Promise<Unsound[]> {
  const conflicts = (await conflictsBehind(warehouse, graph, { from, to })).filter(isOpen);
  const touching = conflicts.filter(
    ({ columns, date }) =>
      columns.some((column) => USED.has(column)) || (date >= from && columns.some((column) => LABELLED.has(column))),
  );
  if (touching.length === 0) return [];
  const { dialect: d } = warehouse;
  const [row] = await warehouse.query<{ dates: number }>(
    `SELECT COUNT(DISTINCT game_date) AS dates FROM ${MLFS} f
     WHERE ${d.listLength('disputed_features')} > 0 AND game_date BETWEEN ${d.date(from)} AND ${d.date(to)}`,
  );
  const dates = [...new Set(touching.map(({ date }) => date))].sort();
  const ofExport = dates.filter((date) => date >= from);
  if ((row?.dates ?? 0) + ofExport.length === 0) return [];
  const alias = graph.get(SOURCE_DIFFERENCES)?.alias ?? null;
  return [{ kind: 'disputed', table: SOURCE_DIFFERENCES, alias, dates, reaches: row?.dates ?? 0 }];
}

/** As written to the manifest. */
export function asExported(conflict: Conflict): ExportedConflict {
  const { since: _, accepted_at: __, ...rest } = conflict;
  return rest;
}
