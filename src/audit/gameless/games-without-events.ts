import type { Warehouse } from '../../engine/warehouse.js';
import { rawTablesOf } from '../../raw/raw-tables.js';
import { GAMES } from '../../tables/names.js';

const EVENTS = rawTablesOf('events')
  .map(({ name }) => `SELECT game_id FROM ${name}`)
  .join(' UNION DISTINCT ');

/** Played counting games of which no events, from whatever source, have been ingested, per season, with the date of the first. */
export function gamesWithoutEvents(warehouse: Warehouse): Promise<{ season: string; games: number; first: string }[]> {
  return warehouse.query(`SELECT g.season, COUNT(*) AS games, MIN(g.game_date) AS first FROM ${GAMES} g
    LEFT JOIN (${EVENTS}) p ON p.game_id = g.game_id
    WHERE g.is_counting AND g.is_expected AND g.status = 'final' AND p.game_id IS NULL GROUP BY g.season ORDER BY g.season`);
}

/** How many games that count for statistics are known. */
export async function gamesKnown(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${GAMES} WHERE is_counting`);
  return row?.n ?? 0;
}
