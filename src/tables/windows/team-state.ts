import { paceSql, ratingSql } from '../../domain/possessions.js';
import { asOfIntervals, type GameWindows } from '../as-of.js';
import { firstThat } from '../select-list.js';
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
  const season = 'PARTITION BY team_abbr, season';
  const order = 'ORDER BY game_date, game_id';
  const results = `(SELECT r.*, CASE WHEN NOT has_data THEN 'missing' WHEN win_flag THEN 'won' ELSE 'lost' END AS result
    FROM ${teamResults(ctx)} r)`;
  // Runs of equal results: each change of result starts a new run, a game without data is a run of its own kind.
  const marked = `(SELECT r.*,
      result IS DISTINCT FROM LAG(result) OVER (${season} ${order}) AS run_starts,
      LAG(has_data) OVER (${season} ${order}) AS previous_has_data
    FROM ${results} r)`;
  const runs = `(SELECT m.*,
      SUM(CASE WHEN run_starts THEN 1 ELSE 0 END) OVER (${season} ${order}) AS run,
      run_starts AND previous_has_data = FALSE AS starts_after_gap
    FROM ${marked} m)`;
  const streaks = `(SELECT q.*,
      ROW_NUMBER() OVER (${season}, run ${order}) AS run_length,
      MAX(CASE WHEN starts_after_gap THEN 1 ELSE 0 END) OVER (${season}, run) = 1 AS run_after_gap
    FROM ${runs} q)`;
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
      win_streak: streak('won', 'lost'),
      loss_streak: streak('lost', 'won'),
      last_margin: 'margin_of_victory',
      last_result: `CASE result WHEN 'won' THEN 'W' WHEN 'lost' THEN 'L' END`,
      pace: paceSql(perPossessions(w, 'teamSeconds', 'team_seconds')),
      off_rating: ratingSql(perPossessions(w, 'points', 'points')),
      def_rating: ratingSql(perPossessions(w, 'points', 'opponent_points')),
      opp_ft_rate: w.ratio('opp_ft_attempts', 'opp_fg_attempts', TEAM_WINDOW),
    }),
  });
}

/** The length of a run of one result; 0 in a run of the other one. */
const streak = (of: string, other: string) =>
  firstThat([
    [`result = '${of}' AND NOT run_after_gap`, 'run_length'],
    [`result = '${other}'`, '0'],
  ]);

/** Pace and ratings divide sums over the same games: those that have both, a game without a known length has no pace. */
function perPossessions<Name extends string>(w: GameWindows, name: Name, column: string) {
  const sums = {
    possessions: w.exactSum(`CASE WHEN ${column} IS NOT NULL THEN possessions END`, TEAM_WINDOW),
    [name]: w.sum(`CASE WHEN possessions IS NOT NULL THEN ${column} END`, TEAM_WINDOW),
  };
  return sums as { readonly [K in Name | 'possessions']: string };
}
