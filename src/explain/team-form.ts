import { GAME_LINES, GAMES, TDGS, TOGS } from '../tables/names.js';
import { defenceGames } from '../tables/precompute/team-defense-zone-analysis.js';
import { ZONE_VALUE, ZONES } from '../tables/precompute/zone-columns.js';
import { teamResults } from '../tables/windows/team-results.js';
import { TEAM_WINDOW } from '../tables/windows/team-state.js';
import { type Ask, copies, type Explainer, idOf, oneRow, source } from './explainer.js';
import type { Basis } from './report.js';

/** Games of TDZA's sample, and days of its league average. */
const SAMPLE = 15;
const LEAGUE_DAYS = 30;

const keyOf = ({ row }: Ask): [string, string] => [idOf(row, 'team_abbr'), idOf(row, 'season')];

export const upcomingTeam: Explainer = {
  async sources(ask) {
    const { ctx, date } = ask;
    const results = await source(
      ask,
      {
        name: 'games',
        table: TOGS,
        note: 'its scheduled games of the season before the date; those without data are in the window, too',
        sql: `SELECT game_date, game_id, opponent_abbr, is_home, has_data, CASE WHEN has_data THEN CAST(win_flag AS INTEGER) END AS won,
            points, opponent_points, margin_of_victory, possessions, CASE WHEN possessions IS NOT NULL THEN team_seconds END AS team_seconds,
            opp_fg_attempts, opp_ft_attempts
          FROM ${teamResults(ctx)} r WHERE team_abbr = $1 AND season = $2 AND game_date < DATE '${date}' ORDER BY game_date DESC, game_id DESC`,
      },
      keyOf(ask),
    );
    const schedule = await source(
      ask,
      {
        name: 'schedule',
        table: GAMES,
        note: 'its scheduled games from a fortnight before to a week after, and the arenas',
        sql: `SELECT game_date, game_id, opponent_abbr, is_home, latitude, longitude, time_zone FROM ${ctx.teamSchedule()} s
          WHERE team_abbr = $1 AND season = $2 AND game_date BETWEEN DATE '${date}' - 15 AND DATE '${date}' + 7 ORDER BY game_date DESC, game_id DESC`,
      },
      keyOf(ask),
    );
    const line = await oneRow(ask, 'line', GAME_LINES, {
      game_id: idOf(ask.row, 'game_id'),
      team_abbr: idOf(ask.row, 'team_abbr'),
    });
    return [results, schedule, line];
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

export const teamZones: Explainer = {
  async sources(ask) {
    const { ctx, date } = ask;
    const zones = ZONES.map((z) => `${z}_makes, ${z}_attempts, ${z}_blocks`).join(', ');
    const games = await source(
      ask,
      {
        name: 'games',
        table: TDGS,
        note: `its last ${SAMPLE} scheduled games of the season before the date; those without zones are in the window, too`,
        sql: `SELECT game_date, game_id, CASE WHEN has_zones THEN 1 END AS counted, ${zones}, points_allowed, possessions, team_seconds
          FROM ${defenceGames(ctx)} g WHERE team_abbr = $1 AND season = $2 AND game_date < DATE '${date}'
          ORDER BY game_date DESC, game_id DESC LIMIT ${SAMPLE}`,
      },
      keyOf(ask),
    );
    const league = await source(
      ask,
      {
        name: 'league',
        table: TDGS,
        note: `all teams' games with zones of the ${LEAGUE_DAYS} days before, added up`,
        sql: `SELECT COUNT(*) AS team_games, ${ZONES.map((z) => `SUM(opp_${z}_makes) AS ${z}_makes, SUM(opp_${z}_attempts) AS ${z}_attempts`).join(', ')}
          FROM ${ctx.history(TDGS)} g WHERE season = $1 AND opp_paint_attempts IS NOT NULL
            AND game_date >= DATE '${date}' - ${LEAGUE_DAYS} AND game_date < DATE '${date}'`,
      },
      [idOf(ask.row, 'season')],
    );
    return [games, league];
  },
  bases: () => ({
    ...Object.fromEntries(ZONES.flatMap(zoneBases)),
    defensive_rating_last_15: { source: 'games', how: 'ratio', inputs: ['points_allowed', 'possessions'], times: 100 },
    opponent_pace_last_15: { source: 'games', how: 'ratio', inputs: ['possessions', 'team_seconds'], times: 14_400 },
    opponent_points_per_game: { source: 'games', how: 'ratio', inputs: ['points_allowed', 'counted'] },
    games_in_sample: { source: 'games', how: 'sum', inputs: ['counted'] },
  }),
};

function zoneBases(zone: (typeof ZONES)[number]): [string, Basis][] {
  const ratio = (times: number | undefined, ...inputs: string[]): Basis => ({
    source: 'games',
    how: 'ratio',
    inputs,
    ...(times === undefined ? {} : { times }),
  });
  return [
    [`${zone}_pct_allowed`, ratio(undefined, `${zone}_makes`, `${zone}_attempts`)],
    [`${zone}_attempts_allowed_per_game`, ratio(undefined, `${zone}_attempts`, 'counted')],
    [`${zone}_points_allowed_per_game`, ratio(ZONE_VALUE[zone], `${zone}_makes`, 'counted')],
    [`${zone}_blocks_per_game`, ratio(undefined, `${zone}_blocks`, 'counted')],
    [
      `${zone}_defense_vs_league_avg`,
      { source: 'league', how: 'formula', inputs: [`${zone}_makes`, `${zone}_attempts`] },
    ],
  ];
}
