import { Calendar } from '../../backfill/calendar.js';
import type { ReadContext } from '../readers.js';
import type { Overview } from '../schema/cells.js';
import { tableInfos } from './tables.js';

export async function readOverview({ warehouse, graph, version }: ReadContext): Promise<Overview> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  return {
    warehouse: warehouse.location,
    version,
    seasons: [...calendar.allSeasons],
    horizon: calendar.horizon,
    tables: tableInfos(graph),
  };
}
