import type { Warehouse } from '../../engine/warehouse.js';
import { WHOLE_ROW } from '../../tables/differences/check.js';
import { CONFLICTS_SQL } from '../../tables/differences/conflicts-view.js';
import type { TableGraph } from '../../tables/graph.js';
import { SOURCE_DIFFERENCES } from '../../tables/names.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';
import { acceptedGames } from './accepted-games.js';
import type { Conflict, ConflictsReport } from './report.js';

/** SQL condition for the conflicts that no person has accepted as they are. */
const OPEN = `status <> 'accepted'`;

/** Conflicts of a range as they stand in the warehouse, and the games that people have accepted as missing. */
export async function conflictsReport(
  warehouse: Warehouse,
  graph: TableGraph,
  range: AuditRange & { readonly id?: string; readonly game?: string; readonly check?: string },
): Promise<ConflictsReport> {
  const { id = '', game, check } = range;
  const conflicts = (await conflictsIn(warehouse, graph, range)).filter(
    (c) => c.conflict_id.startsWith(id) && (game ?? c.game_id) === c.game_id && (check ?? c.check) === c.check,
  );
  const open = conflicts.filter(isOpen).length;
  return {
    from: range.from,
    to: range.to,
    conflicts,
    accepted_games: await acceptedGames(warehouse, range),
    open,
    accepted: conflicts.length - open,
    finding_count: open,
  };
}

export const isOpen = ({ status }: Pick<Conflict, 'status'>): boolean => status !== 'accepted';

/** Conflicts of a range, the open ones first. */
export async function conflictsIn(warehouse: Warehouse, graph: TableGraph, range: AuditRange): Promise<Conflict[]> {
  if (graph.get(SOURCE_DIFFERENCES) === undefined) return [];
  type Stored = { check_name: string; columns: string[]; left_value: number | null; right_value: number | null } & Omit<
    Conflict,
    'check' | 'left' | 'right' | 'columns' | 'of_row'
  >;
  const rows = await warehouse.query<Stored>(
    `SELECT conflict_id, game_id, game_date AS date, season, check_name, entity, player_id, team_abbr AS team, detail, columns,
       left_source, left_value, right_source, right_value, since, status, accepted_by, reason, accepted_at
     FROM (${CONFLICTS_SQL}) c WHERE ${inRangeSql('game_date', range, warehouse.dialect)}
     ORDER BY CASE WHEN ${OPEN} THEN 0 ELSE 1 END, game_date, game_id, check_name, entity, detail`,
  );
  return rows.map(({ check_name: check, left_value: left, right_value: right, ...row }) => ({
    ...row,
    check,
    left,
    right,
    of_row: row.columns.includes(WHOLE_ROW),
  }));
}

/** How many conflicts of a range are open, the date of the first, and how many are accepted. */
export async function countConflicts(
  warehouse: Warehouse,
  graph: TableGraph,
  range: AuditRange,
): Promise<{ readonly open: number; readonly accepted: number; readonly first: string | null }> {
  if (graph.get(SOURCE_DIFFERENCES) === undefined) return NONE;
  const d = warehouse.dialect;
  const [row] = await warehouse.query<{ open: number; accepted: number; first: string | null }>(
    `SELECT ${d.countIf(OPEN)} AS open, ${d.countIf(`NOT (${OPEN})`)} AS accepted, MIN(CASE WHEN ${OPEN} THEN game_date END) AS first
     FROM (${CONFLICTS_SQL}) c WHERE ${inRangeSql('game_date', range, d)}`,
  );
  return row ?? NONE;
}

const NONE = { open: 0, accepted: 0, first: null };
