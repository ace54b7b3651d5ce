import { type AuditRange, inRangeSql } from '../audit/audit-range.js';
import { gapsReport } from '../audit/gaps/gaps.js';
import { formatsOf, RAW_KINDS } from '../audit/gaps/raw-games.js';
import type { GameGap, RawKind } from '../audit/gaps/report.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import type { BackfillReport } from '../run/run-report.js';
import type { TableGraph } from '../tables/graph.js';
import type { Remaining } from './report.js';

/** What is still wrong in the range: files only the outside has, values the sources lack, partitions that fail. */
export async function remainingIn(
  warehouse: Warehouse,
  graph: TableGraph,
  range: AuditRange,
  run: BackfillReport,
  told: readonly Remaining[] = [],
): Promise<Remaining[]> {
  // Events that are not whole because rows of their file are lost are told by the file.
  const lost = told.flatMap((one) =>
    one.kind === 'raw_changed' ? one.dates.map((date) => `${one.table} ${date}`) : [],
  );
  const isLost = (game: GameGap) =>
    game.missing.length === 0 &&
    game.low.every(({ kind }) => lost.includes(`${RAW_KINDS.find((spec) => spec.kind === kind)?.table} ${game.date}`));
  const gaps = await gapsReport(warehouse, graph, { ...range, contamination: true });
  const lacking = new Set(gaps.games.map((game) => game.game_id));
  // A root whose games all lack files is told once, by the file.
  const roots = (gaps.contamination?.roots ?? []).filter(
    (root) =>
      root.state === 'CONTAMINATED' && (root.games.length === 0 || root.games.some((game) => !lacking.has(game))),
  );
  return [
    ...gaps.games
      .filter((game) => !isLost(game))
      .map((game): Remaining => ({ kind: 'files_missing', game, formats: formatsFor(game) })),
    ...gaps.gameless.map((rows): Remaining => ({ kind: 'game_unnamed', rows })),
    ...roots.map(
      ({ table, alias, date, fields, reasons, games }): Remaining => ({
        kind: 'contaminated',
        table,
        alias,
        date,
        fields,
        reasons,
        games,
      }),
    ),
    ...gaps.conflicts.map((conflict): Remaining => ({ kind: 'conflict', conflict })),
    ...(await failedPartitions(warehouse, graph, range, run)),
  ];
}

function formatsFor(game: GameGap): string[] {
  const kinds: readonly RawKind[] = [...game.missing, ...game.low.map((low) => low.kind)];
  return RAW_KINDS.filter((spec) => kinds.includes(spec.kind)).flatMap((spec) => formatsOf(spec.table));
}

async function failedPartitions(
  warehouse: Warehouse,
  graph: TableGraph,
  range: AuditRange,
  run: BackfillReport,
): Promise<Remaining[]> {
  const rows = await warehouse.query<{ table_name: string; day: string; error: string | null }>(
    `SELECT table_name, partition_date AS day, error FROM ${PARTITIONS}
     WHERE status = 'failed' AND ${inRangeSql('partition_date', range, warehouse.dialect)} ORDER BY 1, 2`,
  );
  const givenUp = new Map(run.tables.map((table) => [table.table, new Set(table.given_up_dates)]));
  return rows.flatMap(({ table_name: table, day: date, error }): Remaining[] => {
    const definition = graph.get(table);
    if (definition === undefined) return [];
    return [
      { kind: 'failed', table, alias: definition.alias, date, error, given_up: givenUp.get(table)?.has(date) === true },
    ];
  });
}
