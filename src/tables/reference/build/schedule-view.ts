import { GAMES, NBA_SCHEDULE, TEAMS } from '../../names.js';

/** The games under the column names of the schedule table that other platforms have. */
export const SCHEDULE_VIEW_SQL = `CREATE OR REPLACE VIEW ${NBA_SCHEDULE} AS
      SELECT g.game_id, g.game_date, g.season_year, g.home_abbr AS home_team_tricode, g.away_abbr AS away_team_tricode,
        h.full_name AS home_team_name, a.full_name AS away_team_name, g.status AS game_status,
        g.game_type = 'playoffs' AS is_playoffs, g.game_type = 'regular' AS is_regular_season, g.game_type = 'all_star' AS is_all_star,
        g.playoff_round, CASE WHEN g.game_type = 'playoffs' THEN COALESCE(g.playoff_round, 'playoffs') ELSE g.game_type END AS game_type
      FROM ${GAMES} g
      LEFT JOIN ${TEAMS} h ON h.team_abbr = g.home_abbr LEFT JOIN ${TEAMS} a ON a.team_abbr = g.away_abbr`;
