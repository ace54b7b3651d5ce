import { TOGS } from '../names.js';
import type { SqlContext } from '../sql-context.js';

/**
 * One row per team and scheduled game of the season, with what the data says of it: `has_data`, and the team's and its
 * opponent's numbers where known. Windows over it run over the schedule, so that a game without data is in the window
 * and shows as missing. A game after the last date to make has no data here, whatever the warehouse holds.
 */
export function teamResults(ctx: SqlContext): string {
  return `(SELECT s.game_id, s.game_date, s.season, s.team_abbr, s.opponent_abbr, s.is_home,
      o.game_id IS NOT NULL AS has_data, o.win_flag, o.points, o.opponent_points, o.margin_of_victory, o.possessions,
      o.team_seconds, o.fg_attempts, o.ft_attempts, p.fg_attempts AS opp_fg_attempts, p.ft_attempts AS opp_ft_attempts
    FROM ${ctx.teamSchedule()} s
    LEFT JOIN ${ctx.history(TOGS)} o ON o.game_id = s.game_id AND o.team_abbr = s.team_abbr
    LEFT JOIN ${ctx.history(TOGS)} p ON p.game_id = s.game_id AND p.team_abbr = s.opponent_abbr)`;
}

/** Scheduled games of each team with whether the data has them: game_id, game_date, season, team_abbr, has_data. */
export function teamGamesWithData(ctx: SqlContext): string {
  return `(SELECT s.game_id, s.game_date, s.season, s.team_abbr, o.game_id IS NOT NULL AS has_data FROM ${ctx.teamSchedule()} s
    LEFT JOIN ${ctx.history(TOGS)} o ON o.game_id = s.game_id AND o.team_abbr = s.team_abbr)`;
}
