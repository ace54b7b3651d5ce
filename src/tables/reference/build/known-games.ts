import { GAME_COLUMNS, type GameColumn, type RawTable } from '../../../raw/raw-table.js';
import { GAME_NAMING_TABLES } from '../../../raw/raw-tables.js';
import { RAW_GAME_SUMMARIES } from '../../../raw/tables/game-summaries.js';
import type { Cell } from './built-table.js';
import { SCHEDULED_GAMES } from './scheduled-games.js';

export interface KnownGame {
  [column: string]: Cell;
  game_id: string;
  game_date: string;
  scheduled_date: string | null;
  tipoff_at: string | null;
  home_team_id: number | null;
  home_abbr: string;
  away_team_id: number | null;
  away_abbr: string;
  arena_name: string | null;
  arena_city: string | null;
  schedule_status: string | null;
  schedule_home_score: number | null;
  schedule_away_score: number | null;
  /** Rank of the table that names the game as played; NULL if only the schedule has it. */
  played_by: number | null;
  summary_home_score: number | null;
  summary_away_score: number | null;
  summary_periods: number | null;
  series_text: string | null;
  is_neutral: boolean;
}

const unknown = (column: GameColumn) => `CAST(NULL AS ${column.endsWith('_abbr') ? 'STRING' : 'INT64'})`;

/** SELECT of the games that a table names, where it does more than schedule them. */
function gamesNamedBy({ name, namesGames }: RawTable): string[] {
  if (namesGames?.game === undefined) return [];
  const { game, rank, when = 'TRUE' } = namesGames;
  const columns = GAME_COLUMNS.map((column) => `${game[column] ?? unknown(column)} AS ${column}`);
  return [`SELECT DISTINCT game_id, game_date, ${columns.join(', ')}, ${rank} AS trust FROM ${name} WHERE ${when}`];
}

/**
 * Everything the sources say of a game, the date played before the date scheduled. The tip-off of a game that was moved
 * is that of the old date, so it is unknown.
 */
export const KNOWN_GAMES = `
  WITH played AS (
    ${GAME_NAMING_TABLES.flatMap(gamesNamedBy).join('\n    UNION ALL\n    ')}),
  best AS (SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY trust, game_date, home_abbr, away_abbr) AS pick FROM played) q WHERE pick = 1)
  SELECT COALESCE(p.game_id, s.game_id) AS game_id, COALESCE(p.game_date, s.game_date) AS game_date, s.game_date AS scheduled_date,
    CASE WHEN p.game_date IS NULL OR p.game_date = s.game_date THEN s.tipoff_at END AS tipoff_at,
    COALESCE(p.home_team_id, s.home_team_id) AS home_team_id, COALESCE(p.home_abbr, s.home_abbr) AS home_abbr,
    COALESCE(p.away_team_id, s.away_team_id) AS away_team_id, COALESCE(p.away_abbr, s.away_abbr) AS away_abbr,
    s.arena_name, s.arena_city,
    s.status AS schedule_status, s.home_score AS schedule_home_score, s.away_score AS schedule_away_score,
    p.trust AS played_by, p.home_points AS summary_home_score, p.away_points AS summary_away_score, m.periods AS summary_periods,
    s.series_text, COALESCE(s.is_neutral, FALSE) AS is_neutral
  FROM best p FULL JOIN ${SCHEDULED_GAMES} s ON s.game_id = p.game_id
  LEFT JOIN ${RAW_GAME_SUMMARIES} m ON m.game_id = p.game_id
  WHERE COALESCE(p.home_abbr, s.home_abbr) IS NOT NULL AND COALESCE(p.away_abbr, s.away_abbr) IS NOT NULL
  ORDER BY 2, 1`;
