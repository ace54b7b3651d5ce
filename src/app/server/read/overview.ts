import { Calendar } from '../../../ledger/calendar.js';
import { GAMES } from '../../../tables/names.js';
import { PHASE_TITLES } from '../../../tables/phases.js';
import type { ReadContext } from '../read-context.js';
import type { Overview } from '../schema/cells.js';
import { tableInfos } from './tables.js';

export async function readOverview({ warehouse, graph, version }: ReadContext): Promise<Overview> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const teams = await warehouse.query<{ team: string }>(
    `SELECT DISTINCT home_abbr AS team FROM ${GAMES} WHERE is_counting AND home_abbr IS NOT NULL ORDER BY 1`,
  );
  return {
    warehouse: warehouse.location,
    version,
    seasons: [...calendar.allSeasons],
    horizon: calendar.horizon,
    teams: teams.map((row) => row.team),
    phases: Object.entries(PHASE_TITLES).map(([phase, title]) => ({ phase: Number(phase), title })),
    tables: tableInfos(graph),
  };
}
