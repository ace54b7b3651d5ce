import type { Warehouse } from '../../engine/warehouse.js';
import { RAW_BIGDATABALL, RAW_PLAY_BY_PLAY } from '../../raw/raw-tables.js';
import { GAMES } from '../../tables/names.js';

/** Played counting games of which no play-by-play, of the league or of BigDataBall, has been ingested, per season, with the date of the first. */
export function gamesWithoutEvents(warehouse: Warehouse): Promise<{ season: string; games: number; first: string }[]> {
  return warehouse.query(`SELECT g.season, COUNT(*) AS games, MIN(g.game_date) AS first FROM ${GAMES} g
    LEFT JOIN (SELECT game_id FROM ${RAW_PLAY_BY_PLAY} UNION SELECT game_id FROM ${RAW_BIGDATABALL}) p ON p.game_id = g.game_id
    WHERE g.is_counting AND g.is_expected AND g.status = 'final' AND p.game_id IS NULL GROUP BY g.season ORDER BY g.season`);
}
