import type { SqlContext } from '../sql-context.js';
import { playedGames } from './player-state.js';
import { teamGamesWithData } from './team-results.js';

/**
 * Scheduled games of a player's team in which he has no played row: from each of his games to his next one, those of the
 * team he last played for. `has_data` tells a DNP from a game missing from the data. Before his first game only missing
 * ones count (of his first team): whether he was on the roster is not known. Columns: player_id, season, game_date,
 * game_id, has_data.
 */
function playerAbsences(ctx: SqlContext, source: string): string {
  const order = 'PARTITION BY player_id, season ORDER BY game_date, game_id';
  return `(SELECT p.player_id, p.season, m.game_date, m.game_id, m.has_data
    FROM (SELECT player_id, season, team_abbr, game_date AS span_start,
        COALESCE(LEAD(game_date) OVER (${order}), ${ctx.d.date('9999-12-31')}) AS span_end,
        ROW_NUMBER() OVER (${order}) = 1 AS is_first
      FROM ${source} g) p
    JOIN ${teamGamesWithData(ctx)} m ON m.season = p.season AND m.team_abbr = p.team_abbr
      AND ((m.game_date > p.span_start AND m.game_date < p.span_end) OR (p.is_first AND NOT m.has_data AND m.game_date < p.span_start)))`;
}

export interface AccountOptions {
  /** Relation of the rows to account for: player_id, season, D and the first date of the window. */
  readonly rows: string;
  readonly date: string;
  readonly windowStart: string;
  /** Played games that the windows run over; default all. */
  readonly source?: string;
}

/**
 * Window account per player and date, from the window's first date to the day before D: games_dnp (in the data, not
 * played) and games_missing (in the schedule, not in the data). A player and date without either has no row.
 */
export function playerAccount(ctx: SqlContext, options: AccountOptions): string {
  const { rows, date, windowStart, source = playedGames(ctx) } = options;
  return `(SELECT w.player_id, w.${date}, ${ctx.d.countIf('m.has_data')} AS games_dnp,
      ${ctx.d.textList('m.game_id', 'NOT m.has_data')} AS games_missing
    FROM (SELECT DISTINCT player_id, season, ${date}, ${windowStart} FROM ${rows}) w
    JOIN ${playerAbsences(ctx, source)} m ON m.player_id = w.player_id AND m.season = w.season
      AND m.game_date >= w.${windowStart} AND m.game_date < w.${date}
    GROUP BY w.player_id, w.${date})`;
}
