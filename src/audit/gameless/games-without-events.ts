import type { Warehouse } from '../../engine/warehouse.js';

/** Played counting games of which no play-by-play, of the league or of BigDataBall, has been ingested, per season, with the date of the first. */
export function gamesWithoutEvents(warehouse: Warehouse): Promise<{ season: string; games: number; first: string }[]> {
  return warehouse.query(`SELECT g.season, COUNT(*) AS games, MIN(g.game_date) AS first FROM nba_reference.games g
    LEFT JOIN (SELECT game_id FROM nba_raw.nbac_play_by_play UNION SELECT game_id FROM nba_raw.bigdataball_play_by_play) p ON p.game_id = g.game_id
    WHERE g.is_counting AND g.is_expected AND g.status = 'final' AND p.game_id IS NULL GROUP BY g.season ORDER BY g.season`);
}
