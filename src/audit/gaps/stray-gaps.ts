import type { Warehouse } from '../../engine/warehouse.js';
import type { Calendar } from '../../ledger/calendar.js';
import { RAW_GAME_SUMMARIES, RAW_SCHEDULE, RAW_TEAM_GAME_INDEX } from '../../raw/raw-tables.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import type { AuditRange } from '../audit-range.js';
import { type GamelessPlace, rowsWithoutGame } from '../gameless/rows-without-game.js';
import { formatsOf } from './raw-games.js';
import type { StrayGap } from './report.js';

/** Tables whose files are there to name games. */
const NAMING = [RAW_SCHEDULE, RAW_GAME_SUMMARIES, RAW_TEAM_GAME_INDEX];

/** Rows whose game nothing names, kind by kind. */
export async function strayGaps(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  range: AuditRange,
): Promise<StrayGap[]> {
  const kinds = new Map<GamelessPlace['kind'], GamelessPlace[]>();
  for (const place of await rowsWithoutGame(warehouse, calendar, range)) {
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
