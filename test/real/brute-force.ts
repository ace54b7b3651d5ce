/** The windows of the pre-game tables, reckoned with plain loops over single games: slow, and easy to believe. */

export interface TeamGame {
  readonly game_id: string;
  readonly game_date: string;
  readonly team_abbr: string;
  readonly is_home: boolean;
  /** NULL where the data lacks the game, as is every number below. */
  readonly points: number | null;
  readonly opponent_points: number;
  readonly possessions: number;
  readonly team_seconds: number;
  readonly opp_paint_makes: number;
  readonly opp_paint_attempts: number;
  readonly opp_mid_range_makes: number;
  readonly opp_mid_range_attempts: number;
  readonly opp_three_pt_makes: number;
  readonly opp_three_pt_attempts: number;
}

export interface PlayerGame {
  readonly game_date: string;
  readonly player_id: number;
  readonly seconds_played: number;
  readonly points: number;
  readonly fg_attempts: number;
  readonly fg_makes: number;
  readonly ft_attempts: number;
  readonly ft_makes: number;
  readonly plays_used: number;
  readonly team_plays_on_court: number;
  readonly paint_attempts: number;
  readonly mid_range_attempts: number;
  readonly three_pt_attempts: number;
  readonly assisted_fg_makes: number;
}

const DAY = 86_400_000;
const daysBefore = (date: string, n: number) => new Date(Date.parse(date) - n * DAY).toISOString().slice(0, 10);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const ratio = (a: number, b: number) => (b === 0 ? null : a / b);
const mean = (values: readonly number[]) => ratio(sum(values), values.length);
const add = <T>(games: readonly T[], value: (game: T) => number) => sum(games.map(value));

/** Back-to-backs among the days [D-14, D-1]: second nights in it. */
function backToBacks(days: readonly string[], date: string): number {
  return days.filter((day) => day < date && day >= daysBefore(date, 14) && days.includes(daysBefore(day, 1))).length;
}

/** Columns of upcoming_team_game_context; `games` are all scheduled ones of the team's season, in order. */
export function teamContext(games: readonly TeamGame[], date: string): Record<string, unknown> {
  const past = games.filter((game) => game.game_date < date);
  const known = past.filter((game) => game.points !== null);
  const window = past.slice(-10);
  const found = window.filter((game) => game.points !== null);
  const days = games.map((game) => game.game_date);
  const previous = past.at(-1);
  const rest = previous === undefined ? null : (Date.parse(date) - Date.parse(previous.game_date)) / DAY - 1;
  const road = games.filter((game) => game.game_date <= date).reverse();
  const homeAgo = road.findIndex((game) => game.is_home);
  const wins = known.filter((game) => Number(game.points) > game.opponent_points).length;
  return {
    game_number_in_season: past.length + 1,
    days_rest: rest,
    back_to_back: rest === null ? null : rest === 0,
    games_in_last_7_days: past.filter((game) => game.game_date >= daysBefore(date, 7)).length,
    games_in_last_14_days: past.filter((game) => game.game_date >= daysBefore(date, 14)).length,
    back_to_backs_last_14_days: backToBacks(days, date),
    consecutive_road_games: homeAgo === -1 ? road.length : homeAgo,
    wins,
    losses: known.length - wins,
    win_pct: ratio(wins, known.length),
    pace_last_10: ratio(
      48 * 300 * add(found, (g) => g.possessions),
      add(found, (g) => g.team_seconds),
    ),
    off_rating_last_10: ratio(
      100 * add(found, (g) => Number(g.points)),
      add(found, (g) => g.possessions),
    ),
    def_rating_last_10: ratio(
      100 * add(found, (g) => g.opponent_points),
      add(found, (g) => g.possessions),
    ),
    games_expected: window.length,
    games_found: found.length,
    games_missing: window.filter((game) => game.points === null).map((game) => game.game_id),
  };
}

/** Columns of team_defense_zone_analysis, or null with fewer than five games; `league` are all teams' games. */
export function zoneDefence(
  games: readonly TeamGame[],
  league: readonly TeamGame[],
  date: string,
): Record<string, unknown> | null {
  const window = games.filter((game) => game.game_date < date).slice(-15);
  const found = window.filter((game) => game.points !== null);
  if (found.length < 5) return null;
  const [first = '', last = ''] = [window[0]?.game_date, window.at(-1)?.game_date];
  const recent = league.filter((game) => game.game_date >= first && game.game_date <= last && game.points !== null);
  const zones = (['paint', 'mid_range', 'three_pt'] as const).flatMap((zone) => {
    const allowed = (rows: readonly TeamGame[]) =>
      add(rows, (g) => g[`opp_${zone}_makes`]) / add(rows, (g) => g[`opp_${zone}_attempts`]);
    return [
      [`${zone}_pct_allowed`, allowed(found)],
      [`${zone}_defense_vs_league_avg`, 100 * (allowed(found) - allowed(recent))],
    ] as const;
  });
  return {
    ...Object.fromEntries(zones),
    defensive_rating_last_15: (100 * add(found, (g) => g.opponent_points)) / add(found, (g) => g.possessions),
    games_in_sample: found.length,
  };
}

/** Columns of player_daily_cache, or null with fewer than five games; `games` are all of the player's season, in order. */
export function playerForm(games: readonly PlayerGame[], date: string): Record<string, unknown> | null {
  const past = games.filter((game) => game.game_date < date && game.seconds_played !== 0);
  if (past.length < 5) return null;
  const ten = past.slice(-10);
  const points = ten.map((game) => game.points);
  const average = sum(points) / points.length;
  const week = past.filter((game) => game.game_date >= daysBefore(date, 7));
  const latest = past.map((game) => game.points).reverse();
  return {
    games_played_season: past.length,
    points_avg_last_5: mean(latest.slice(0, 5)),
    points_avg_last_10: average,
    points_avg_season: mean(latest),
    points_std_last_10: Math.sqrt(sum(points.map((value) => (value - average) ** 2)) / (points.length - 1)),
    points_trend: Number(mean(latest.slice(0, 3))) - Number(mean(latest.slice(3, 5))),
    usage_rate_last_10: ratio(
      add(ten, (g) => g.plays_used),
      add(ten, (g) => g.team_plays_on_court),
    ),
    ts_pct_last_10: ratio(
      add(ten, (g) => g.points),
      2 * (add(ten, (g) => g.fg_attempts) + 0.44 * add(ten, (g) => g.ft_attempts)),
    ),
    ft_points_share_last_10: ratio(
      add(ten, (g) => g.ft_makes),
      add(ten, (g) => g.points),
    ),
    minutes_avg_last_10: add(ten, (g) => g.seconds_played) / 60 / ten.length,
    games_in_last_7_days: week.length,
    minutes_in_last_7_days: add(week, (g) => g.seconds_played) / 60,
    back_to_backs_last_14_days: backToBacks(
      past.map((game) => game.game_date),
      date,
    ),
  };
}

/** Columns of player_shot_zone_analysis, or null with fewer than ten games; every game must have zones. */
export function shotZones(games: readonly PlayerGame[], date: string): Record<string, unknown> | null {
  const past = games.filter((game) => game.game_date < date && game.seconds_played !== 0);
  if (past.length < 10) return null;
  const window = past.slice(-10);
  const attempts = add(window, (g) => g.fg_attempts);
  const shares = {
    paint: ratio(
      add(window, (g) => g.paint_attempts),
      attempts,
    ),
    mid: ratio(
      add(window, (g) => g.mid_range_attempts),
      attempts,
    ),
    three: ratio(
      add(window, (g) => g.three_pt_attempts),
      attempts,
    ),
  };
  return {
    games_in_sample_10: window.length,
    total_shots_last_10: attempts,
    paint_rate_last_10: shares.paint,
    mid_range_rate_last_10: shares.mid,
    three_pt_rate_last_10: shares.three,
    assisted_rate_last_10: ratio(
      add(window, (g) => g.assisted_fg_makes),
      add(window, (g) => g.fg_makes),
    ),
    primary_scoring_zone: primary(shares),
  };
}

function primary(shares: Readonly<Record<'paint' | 'mid' | 'three', number | null>>): string | null {
  if (shares.paint === null || shares.mid === null || shares.three === null) return null;
  if (shares.paint >= 0.4) return 'paint';
  if (shares.three >= 0.4) return 'three';
  return shares.mid >= 0.35 ? 'mid_range' : 'balanced';
}
