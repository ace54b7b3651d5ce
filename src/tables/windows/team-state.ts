import { paceSql, ratingSql } from '../../domain/possessions.js';
import { asOfIntervals } from '../as-of.js';
import type { SqlContext } from '../sql-context.js';
import { teamResults } from './team-results.js';

/** Games of the team window of UTGC and all that reads it. */
export const TEAM_WINDOW = 10;

/**
 * A team's form after each of its scheduled games, as intervals of validity: record, streaks, last result, and pace and
 * ratings pooled over its last 10 scheduled games. A streak whose beginning lies at a game without data is NULL.
 */
export function teamStates(ctx: SqlContext): string {
  const { d } = ctx;
  const key = 'PARTITION BY team_abbr, season ORDER BY game_date, game_id';
  // Runs of equal results: each change of result starts a new run, a game without data is a run of its own kind.
  const marked = `(SELECT r.*, CASE WHEN NOT has_data THEN 'missing' WHEN win_flag THEN 'won' ELSE 'lost' END AS result,
      CASE WHEN NOT has_data THEN 'missing' WHEN win_flag THEN 'won' ELSE 'lost' END
        IS DISTINCT FROM LAG(CASE WHEN NOT has_data THEN 'missing' WHEN win_flag THEN 'won' ELSE 'lost' END) OVER (${key}) AS run_starts,
      LAG(has_data) OVER (${key}) AS previous_has_data
    FROM ${teamResults(ctx)} r)`;
  const runs = `(SELECT m.*, SUM(CASE WHEN run_starts THEN 1 ELSE 0 END) OVER (${key}) AS run,
      run_starts AND previous_has_data = FALSE AS starts_after_gap FROM ${marked} m)`;
  const streaks = `(SELECT q.*, ROW_NUMBER() OVER (PARTITION BY team_abbr, season, run ORDER BY game_date, game_id) AS run_length,
      MAX(CASE WHEN starts_after_gap THEN 1 ELSE 0 END) OVER (PARTITION BY team_abbr, season, run) = 1 AS run_after_gap FROM ${runs} q)`;
  return asOfIntervals(d, {
    source: streaks,
    entity: ['team_abbr'],
    columns: (w) => ({
      games_expected: `COUNT(*) OVER ${w.frame(TEAM_WINDOW)}`,
      games_found: w.countIf('has_data', TEAM_WINDOW),
      games_played: `COUNT(*) OVER ${w.frame()}`,
      season_games_missing: w.countIf('NOT has_data'),
      window_start: w.firstDate(TEAM_WINDOW),
      wins: w.countIf('has_data AND win_flag'),
      losses: w.countIf('has_data AND NOT win_flag'),
      win_streak: `CASE WHEN result = 'won' AND NOT run_after_gap THEN run_length WHEN result = 'lost' THEN 0 END`,
      loss_streak: `CASE WHEN result = 'lost' AND NOT run_after_gap THEN run_length WHEN result = 'won' THEN 0 END`,
      last_margin: 'margin_of_victory',
      last_result: `CASE result WHEN 'won' THEN 'W' WHEN 'lost' THEN 'L' END`,
      pace: paceSql({
        possessions: w.exactSum('possessions', TEAM_WINDOW),
        teamSeconds: w.sum('CASE WHEN possessions IS NOT NULL THEN team_seconds END', TEAM_WINDOW),
      }),
      off_rating: ratingSql({
        points: w.sum('CASE WHEN possessions IS NOT NULL THEN points END', TEAM_WINDOW),
        possessions: w.exactSum('possessions', TEAM_WINDOW),
      }),
      def_rating: ratingSql({
        points: w.sum('CASE WHEN possessions IS NOT NULL THEN opponent_points END', TEAM_WINDOW),
        possessions: w.exactSum('possessions', TEAM_WINDOW),
      }),
      opp_ft_rate: d.divide(w.sum('opp_ft_attempts', TEAM_WINDOW), w.sum('opp_fg_attempts', TEAM_WINDOW)),
    }),
  });
}
