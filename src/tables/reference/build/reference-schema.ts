import type { Dialect } from '../../../engine/dialect.js';
import { GAMES, NBA_SCHEDULE, PLAYER_ALIASES, PLAYERS, TEAMS } from '../../names.js';
import { NAME_LOOKUPS_SQL } from './name-lookups.js';

/** Statements that create the part of nba_reference that is rebuilt whole after each ingest. Run after the raw tables exist. */
export function createReferenceTablesSql(_d: Dialect): string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS nba_reference',
    `CREATE TABLE IF NOT EXISTS ${GAMES} (
      game_id VARCHAR, game_date DATE, tipoff_at TIMESTAMP, season VARCHAR, season_year BIGINT, game_type VARCHAR,
      is_counting BOOLEAN, is_expected BOOLEAN, is_neutral BOOLEAN, home_team_id BIGINT, home_abbr VARCHAR,
      away_team_id BIGINT, away_abbr VARCHAR, arena_name VARCHAR, arena_city VARCHAR, latitude DOUBLE, longitude DOUBLE,
      time_zone VARCHAR, playoff_round VARCHAR, series_text VARCHAR, status VARCHAR, home_score BIGINT, away_score BIGINT,
      scheduled_date DATE)`,
    `CREATE TABLE IF NOT EXISTS ${TEAMS} (
      team_id BIGINT, team_abbr VARCHAR, city VARCHAR, nickname VARCHAR, full_name VARCHAR, conference VARCHAR,
      division VARCHAR, arena_name VARCHAR, latitude DOUBLE, longitude DOUBLE, time_zone VARCHAR)`,
    `CREATE TABLE IF NOT EXISTS ${PLAYERS} (player_id BIGINT, player_name VARCHAR, player_lookup VARCHAR)`,
    // Filled by hand where a source spells a name in its own way: lookup as the source has it, and who is meant.
    `CREATE TABLE IF NOT EXISTS ${PLAYER_ALIASES} (player_lookup VARCHAR, player_id BIGINT, note VARCHAR)`,
    NAME_LOOKUPS_SQL,
    `CREATE OR REPLACE VIEW ${NBA_SCHEDULE} AS
      SELECT g.game_id, g.game_date, g.season_year, g.home_abbr AS home_team_tricode, h.full_name AS home_team_name,
        g.away_abbr AS away_team_tricode, a.full_name AS away_team_name, g.status AS game_status,
        g.game_type = 'playoffs' AS is_playoffs, g.game_type = 'regular' AS is_regular_season, g.game_type = 'all_star' AS is_all_star,
        g.playoff_round, CASE WHEN g.game_type = 'playoffs' THEN COALESCE(g.playoff_round, 'playoffs') ELSE g.game_type END AS game_type
      FROM ${GAMES} g
      LEFT JOIN ${TEAMS} h ON h.team_abbr = g.home_abbr LEFT JOIN ${TEAMS} a ON a.team_abbr = g.away_abbr`,
  ];
}
