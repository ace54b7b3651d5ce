import type { Warehouse } from '../../engine/warehouse.js';
import type { Calendar } from '../../ledger/calendar.js';
import { rawTablesOf } from '../../raw/raw-tables.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import type { AuditRange } from '../audit-range.js';
import { type UnnamedPlace, unnamedGames } from '../gameless/unnamed-games.js';
import { formatsOf } from './raw-games.js';
import type { GamelessGap } from './report.js';

/** Tables whose files are there to name games. */
const NAMING = rawTablesOf('schedule', 'game_index').map((table) => table.name);

/** Rows of games that no source names, by kind. */
export async function gamelessGaps(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  range: AuditRange,
): Promise<GamelessGap[]> {
  const kinds = new Map<UnnamedPlace['kind'], UnnamedPlace[]>();
  for (const place of await unnamedGames(warehouse, calendar, range)) {
    kinds.set(place.kind, [...(kinds.get(place.kind) ?? []), place]);
  }
  return [...kinds].map(([kind, own]) => ({
    kind,
    rows: own.reduce((sum, place) => sum + place.rows, 0),
    places: own.map(({ kind: _, ...place }) => place),
    formats: NAMING.flatMap(formatsOf),
    blocks: graph.downstream(GAMES).map((table) => table.alias),
  }));
}
