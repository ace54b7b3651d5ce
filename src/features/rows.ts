import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { hashOfRows } from '../ledger/content-hash.js';
import { FEATURE_VERSION, FEATURES } from '../tables/features/feature-contract.js';
import { MLFS, PGS, PLAYER_GAME_LABELS } from '../tables/names.js';
import { type ExportColumn, LABEL_STATES, type LabelState } from './columns.js';

/** What an export holds, before it is written anywhere. */
export interface RowScope {
  readonly from: string;
  readonly to: string;
  readonly readyOnly: boolean;
  readonly labels: boolean;
  /** Relation of the features; the feature store by default. */
  readonly store?: string;
}

const inScope = (alias: string, { from, to }: RowScope, d: Dialect) =>
  `${alias}.game_date BETWEEN ${d.date(from)} AND ${d.date(to)}`;

/**
 * The rows of an export as a relation; every format is written from it and every count taken over it. A row could be known
 * before its game, or it is not in: no option brings it back.
 */
export function exportRows(scope: RowScope, columns: readonly ExportColumn[], d: Dialect): string {
  // A game that was moved has features of the old date until that partition is made anew: they belong to no result.
  const labels = `LEFT JOIN ${PLAYER_GAME_LABELS} l ON l.game_id = f.game_id AND l.player_id = f.player_id AND l.game_date = f.game_date AND l.team_abbr = f.team_abbr
    LEFT JOIN (SELECT DISTINCT game_id, game_date FROM ${PGS} p WHERE ${inScope('p', scope, d)}) g
      ON g.game_id = f.game_id AND g.game_date = f.game_date`;
  return `(SELECT ${columns.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')}
    FROM ${scope.store ?? MLFS} f ${scope.labels ? labels : ''}
    WHERE ${inScope('f', scope, d)} AND f.feature_version = ${d.text(FEATURE_VERSION)} AND f.known_before_game
      ${scope.readyOnly ? 'AND f.is_production_ready' : ''}) export_rows`;
}

export interface RowCounts {
  readonly exported: number;
  readonly dates: number;
  readonly seasons: readonly string[];
  /** With every required feature, complete windows, known before the game. */
  readonly ready: number;
  /** NULL for an export without labels. */
  readonly labels: Readonly<Record<LabelState, number>> | null;
  readonly left_out: {
    /** Debuts, trades and returns: players nobody expected. */
    readonly not_known_before_game: number;
    /** Known but not ready; 0 unless only ready rows were asked for. */
    readonly not_ready: number;
  };
}

/** Counts of the rows of an export and of what was left out of it. */
export async function countRows(warehouse: Warehouse, rows: string, scope: RowScope): Promise<RowCounts> {
  const d = warehouse.dialect;
  const states = LABEL_STATES.map((state) => `${d.countIf(`label_status = '${state}'`)} AS ${state}`);
  const [row] = await warehouse.query<{ exported: number; dates: number; ready: number } & Record<LabelState, number>>(
    `SELECT COUNT(*) AS exported, COUNT(DISTINCT game_date) AS dates, ${d.countIf('is_production_ready')} AS ready
       ${scope.labels ? `, ${states.join(', ')}` : ''} FROM ${rows}`,
  );
  const [out] = await warehouse.query<{ unknown: number; not_ready: number }>(
    `SELECT ${d.countIf('NOT known_before_game')} AS unknown, ${d.countIf('known_before_game AND NOT is_production_ready')} AS not_ready
     FROM ${scope.store ?? MLFS} f WHERE ${inScope('f', scope, d)} AND feature_version = ${d.text(FEATURE_VERSION)}`,
  );
  const seasons = await warehouse.query<{ season: string }>(`SELECT DISTINCT season FROM ${rows} ORDER BY 1`);
  const { exported, dates, ready, played, did_not_play, no_result } = row!;
  return {
    exported,
    dates,
    seasons: seasons.map(({ season }) => season),
    ready,
    labels: scope.labels ? { played, did_not_play, no_result } : null,
    left_out: { not_known_before_game: out!.unknown, not_ready: scope.readyOnly ? out!.not_ready : 0 },
  };
}

/** How many rows lack each feature, in the order of the contract. */
export async function countNulls(warehouse: Warehouse, rows: string): Promise<Readonly<Record<string, number>>> {
  const counts = FEATURES.map(({ name }) => `${warehouse.dialect.countIf(`${name} IS NULL`)} AS ${name}`);
  const [row] = await warehouse.query<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${rows}`);
  return row!;
}

/**
 * Hash of the values of the rows of an export, of the ledger's form: neither the format nor the version of the engine that wrote the
 * file shows in it. The vector repeats the features.
 */
export async function contentHash(
  warehouse: Warehouse,
  rows: string,
  columns: readonly ExportColumn[],
): Promise<string> {
  const hashed = columns.filter(({ role }) => role !== 'vector').map(({ name }) => name);
  const [row] = await warehouse.query<{ content_hash: string }>(
    `SELECT ${hashOfRows(warehouse.dialect.rowHash(hashed), warehouse.dialect)} AS content_hash FROM ${rows}`,
  );
  return row!.content_hash;
}
