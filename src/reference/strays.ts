import type { Warehouse } from '../warehouse/warehouse.js';

/** Rows that no table reads, because they belong to no game: of a kind, how many, in how many games, from when on. */
export interface Strays {
  [column: string]: string | number;
  readonly kind: 'log_rows_without_game' | 'events_of_other_teams';
  readonly rows: number;
  /** Dates of log rows without a game; games of events of other teams. */
  readonly places: number;
  readonly first: string;
}

/**
 * Log rows of a team and date for which no schedule, summary or index names a game, and events under the id of a game
 * that their team does not play.
 */
export async function strayRows(warehouse: Warehouse): Promise<Strays[]> {
  const found = await warehouse.query<Strays>(`
    WITH sides AS (
      SELECT game_id, game_date, home_abbr AS team_abbr FROM nba_reference.games
      UNION ALL SELECT game_id, game_date, away_abbr FROM nba_reference.games),
    logs AS (
      SELECT game_date, team_abbr FROM nba_raw.nbac_team_boxscores
      UNION ALL SELECT game_date, team_abbr FROM nba_raw.nbac_player_boxscores WHERE source_kind = 'game_log')
    SELECT 'log_rows_without_game' AS kind, COUNT(*) AS rows, COUNT(DISTINCT l.game_date) AS places, CAST(MIN(l.game_date) AS VARCHAR) AS first
    FROM logs l LEFT JOIN (SELECT DISTINCT game_date, team_abbr FROM sides) s ON s.game_date = l.game_date AND s.team_abbr = l.team_abbr
    WHERE s.team_abbr IS NULL
    UNION ALL
    SELECT 'events_of_other_teams', COUNT(*), COUNT(DISTINCT p.game_id), CAST(MIN(g.game_date) AS VARCHAR)
    FROM nba_raw.nbac_play_by_play p JOIN nba_reference.games g ON g.game_id = p.game_id
    WHERE p.player1_team_abbr NOT IN (g.home_abbr, g.away_abbr)`);
  return found.filter(({ rows }) => rows > 0);
}
