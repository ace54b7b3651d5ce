import { GAME_LINES, GAMES, TOGS } from '../names.js';
import { lateLineQuotes } from '../reference/line-quotes.js';
import { latestFirst } from '../reference/quotes.js';
import { copies, filePlace, idOf, literalOf, oneRow, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';
import { teamResults } from '../windows/team-results.js';
import { TEAM_WINDOW } from '../windows/team-state.js';
import { KNOWN_TOO_LATE } from '../windows/was-known.js';

export const upcomingTeamTrace: Trace = {
  async sources(ask) {
    const { ctx, date } = ask;
    const results = await source(ask, {
      name: 'games',
      table: TOGS,
      note: 'its scheduled games of the season before the date; those without data are in the window, too',
      sql: `SELECT game_date, game_id, opponent_abbr, is_home, has_data, CASE WHEN has_data THEN CAST(win_flag AS INT64) END AS won,
            points, opponent_points, margin_of_victory, possessions, CASE WHEN possessions IS NOT NULL THEN team_seconds END AS team_seconds,
            opp_fg_attempts, opp_ft_attempts
          FROM ${teamResults(ctx)} r WHERE team_abbr = ${literalOf(ask, 'team_abbr')} AND season = ${literalOf(ask, 'season')} AND game_date < DATE '${date}' ORDER BY game_date DESC, game_id DESC`,
    });
    const schedule = await source(ask, {
      name: 'schedule',
      table: GAMES,
      note: 'its scheduled games from a fortnight before to a week after, and the arenas',
      sql: `SELECT game_date, game_id, opponent_abbr, is_home, latitude, longitude, time_zone FROM ${ctx.teamSchedule()} s
          WHERE team_abbr = ${literalOf(ask, 'team_abbr')} AND season = ${literalOf(ask, 'season')} AND game_date BETWEEN DATE '${date}' - 15 AND DATE '${date}' + 7 ORDER BY game_date DESC, game_id DESC`,
    });
    const line = await oneRow(ask, 'line', GAME_LINES, {
      game_id: idOf(ask.row, 'game_id'),
      team_abbr: idOf(ask.row, 'team_abbr'),
    });
    const place = filePlace('q');
    const late = await source(ask, {
      name: 'late_lines',
      table: GAME_LINES,
      note: KNOWN_TOO_LATE,
      sql: `WITH quotes AS (${lateLineQuotes(ask.contextOf(GAME_LINES))})
          SELECT q.book, q.quoted_at, q.spread, q.total, q.moneyline, q.known_at, ${place.columns} FROM quotes q ${place.join}
          WHERE q.game_id = ${literalOf(ask, 'game_id')} AND q.team_abbr = ${literalOf(ask, 'team_abbr')} ORDER BY ${latestFirst('q')}`,
    });
    return [results, schedule, line, late];
  },
  bases: () => {
    const ratio = (times: number, ...inputs: string[]): Basis => ({
      source: 'games',
      how: 'ratio',
      inputs,
      first: TEAM_WINDOW,
      times,
    });
    const scheduled = [
      'days_since_last_game',
      'days_rest',
      'back_to_back',
      'games_in_last_7_days',
      'games_in_last_14_days',
      'back_to_backs_last_14_days',
      'games_in_next_7_days',
      'next_game_days_rest',
      'consecutive_road_games',
    ];
    return {
      pace_last_10: ratio(14_400, 'possessions', 'team_seconds'),
      off_rating_last_10: ratio(100, 'points', 'possessions'),
      def_rating_last_10: ratio(100, 'opponent_points', 'possessions'),
      opp_ft_rate_allowed_last_10: ratio(1, 'opp_ft_attempts', 'opp_fg_attempts'),
      wins: { source: 'games', how: 'sum', inputs: ['won'] },
      win_pct: { source: 'games', how: 'mean', inputs: ['won'] },
      last_game_margin: { source: 'games', how: 'copy', inputs: ['margin_of_victory'], first: 1 },
      win_streak_entering: { source: 'games', how: 'formula', inputs: ['won'] },
      loss_streak_entering: { source: 'games', how: 'formula', inputs: ['won'] },
      ...Object.fromEntries(
        scheduled.map((name) => [name, { source: 'schedule', how: 'formula', inputs: ['game_date', 'is_home'] }]),
      ),
      travel_miles: { source: 'schedule', how: 'formula', inputs: ['latitude', 'longitude'] },
      time_zones_crossed: { source: 'schedule', how: 'formula', inputs: ['time_zone'] },
      game_spread: { source: 'line', how: 'copy', inputs: ['spread'] },
      game_total: { source: 'line', how: 'copy', inputs: ['total'] },
      ...copies('line', [
        'moneyline',
        'opening_spread',
        'opening_total',
        'opening_moneyline',
        'spread_movement',
        'total_movement',
        'moneyline_movement',
      ]),
    };
  },
};
