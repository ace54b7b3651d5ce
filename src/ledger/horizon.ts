import { PLAYED_GAME_TABLES } from '../raw/raw-tables.js';
import { PARTITIONS } from './processing-names.js';

/**
 * SELECT of one value, horizon: the last date of which any game has events or a box score. For later games
 * nothing is due yet.
 */
export const HORIZON_SQL = `SELECT MAX(partition_date) AS horizon FROM ${PARTITIONS}
  WHERE row_count > 0 AND table_name IN (${PLAYED_GAME_TABLES.map((table) => `'${table.name}'`).join(', ')})`;
