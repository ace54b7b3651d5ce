import type { Warehouse } from '../warehouse/warehouse.js';

/** Rows that no table reads, because they belong to no game. */
export interface Strays {
  [column: string]: string | number;
  readonly kind: 'log_rows_without_game' | 'events_without_game' | 'shots_without_game' | 'events_of_other_teams';
  readonly rows: number;
  /** Dates of log rows, games of all others. */
  readonly places: number;
  /** First of these. */
  readonly first: string;
}

const GAMES = 'nba_reference.games';

/** Events, whoever tells them. */
const EVENTS =
  '(SELECT game_id FROM nba_raw.nbac_play_by_play UNION ALL SELECT game_id FROM nba_raw.bigdataball_play_by_play)';

/** Rows under ids that no source of games names. */
const nameless = (kind: Strays['kind'], table: string) => `
  SELECT '${kind}' AS kind, COUNT(*) AS rows, COUNT(DISTINCT t.game_id) AS places, MIN(t.game_id) AS first
  FROM ${table} t LEFT JOIN ${GAMES} g ON g.game_id = t.game_id WHERE g.game_id IS NULL`;

/**
 * Log rows of a team and date for which nothing names a game, events and shots under ids that nothing names, and events
 * under the id of a game that their team does not play.
 */
export async function strayRows(warehouse: Warehouse): Promise<Strays[]> {
  const found = await warehouse.query<Strays>(`
    WITH sides AS (
      SELECT game_date, home_abbr AS team_abbr FROM ${GAMES} UNION SELECT game_date, away_abbr FROM ${GAMES}),
    logs AS (
      SELECT game_date, team_abbr FROM nba_raw.nbac_team_boxscores
      UNION ALL SELECT game_date, team_abbr FROM nba_raw.nbac_player_boxscores WHERE source_kind = 'game_log')
    SELECT 'log_rows_without_game' AS kind, COUNT(*) AS rows, COUNT(DISTINCT l.game_date) AS places, CAST(MIN(l.game_date) AS VARCHAR) AS first
    FROM logs l LEFT JOIN sides s ON s.game_date = l.game_date AND s.team_abbr = l.team_abbr WHERE s.team_abbr IS NULL
    UNION ALL ${nameless('events_without_game', EVENTS)}
    UNION ALL ${nameless('shots_without_game', 'nba_raw.nbac_shot_chart')}
    UNION ALL
    SELECT 'events_of_other_teams', COUNT(*), COUNT(DISTINCT p.game_id), MIN(p.game_id)
    FROM nba_raw.nbac_play_by_play p JOIN ${GAMES} g ON g.game_id = p.game_id
    WHERE p.player1_team_abbr NOT IN (g.home_abbr, g.away_abbr)`);
  return found.filter(({ rows }) => rows > 0);
}
