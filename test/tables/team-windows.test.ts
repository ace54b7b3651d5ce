import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { playerGameSummary as PGS } from '../../src/tables/analytics/player-game-summary.js';
import { teamDefenseGameSummary as TDGS } from '../../src/tables/analytics/team-defense-game-summary.js';
import { teamOffenseGameSummary as TOGS } from '../../src/tables/analytics/team-offense-game-summary.js';
import { upcomingTeamGameContext as UTGC } from '../../src/tables/analytics/upcoming-team-game-context.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { teamDefenseZoneAnalysis as TDZA } from '../../src/tables/precompute/team-defense-zone-analysis.js';
import { injuryNews as news } from '../../src/tables/reference/injury-news.js';
import { Bench, game } from './bench-table.js';

const lines: TableDefinition = { ...TOGS, name: 'nba_reference.game_lines', alias: 'lines', columns: LINE_COLUMNS() };
function LINE_COLUMNS(): TableDefinition['columns'] {
  const double = (name: string) => ({ name, type: 'double', meaning: name }) as const;
  const text = (name: string) => ({ name, type: 'string', meaning: name }) as const;
  return [
    text('game_id'),
    { name: 'game_date', type: 'date', meaning: 'date' },
    text('team_abbr'),
    ...[
      'spread',
      'total',
      'opening_spread',
      'opening_total',
      'spread_movement',
      'total_movement',
      'moneyline_movement',
    ].map(double),
    { name: 'moneyline', type: 'integer', meaning: 'odds' },
    { name: 'opening_moneyline', type: 'integer', meaning: 'odds' },
    text('book'),
    { name: 'quoted_at', type: 'timestamp', meaning: 'time' },
    { name: 'spread_contradicts', type: 'boolean', meaning: 'contradiction' },
    { name: 'line_is_untimed', type: 'boolean', meaning: 'untimed' },
  ];
}

const MILWAUKEE = { latitude: 43.0451, longitude: -87.9172, time_zone: 'America/Chicago' };
const BOSTON = { latitude: 42.3662, longitude: -71.0621, time_zone: 'America/New_York' };
const DENVER = { latitude: 39.7487, longitude: -105.0077, time_zone: 'America/Denver' };

/** MIL: home 1 Dec, at BOS 2 Dec, at DEN 4 Dec (no data), at home 8 Dec, home 12 Dec. */
const SCHEDULE = [
  game({ game_id: 'g1', game_date: '2021-12-01', home_abbr: 'MIL', away_abbr: 'BOS', ...MILWAUKEE }),
  game({ game_id: 'g2', game_date: '2021-12-02', home_abbr: 'BOS', away_abbr: 'MIL', ...BOSTON }),
  game({ game_id: 'g3', game_date: '2021-12-04', home_abbr: 'DEN', away_abbr: 'MIL', ...DENVER }),
  game({ game_id: 'g4', game_date: '2021-12-08', home_abbr: 'MIL', away_abbr: 'BOS', ...MILWAUKEE }),
  game({ game_id: 'g5', game_date: '2021-12-12', home_abbr: 'MIL', away_abbr: 'DEN', ...MILWAUKEE }),
];

const result = (id: string, date: string, team: string, opponent: string, points: number, against: number) => ({
  game_id: id,
  game_date: date,
  season: '2021-22',
  team_abbr: team,
  opponent_team_abbr: opponent,
  points,
  opponent_points: against,
  win_flag: points > against,
  margin_of_victory: points - against,
  possessions: 100,
  team_seconds: 14_400,
  fg_attempts: 80,
  ft_attempts: 20,
});

const defence = (id: string, date: string, paint: readonly [number, number], blocks: number) => ({
  game_id: id,
  game_date: date,
  season: '2021-22',
  team_abbr: 'MIL',
  opp_paint_makes: paint[0],
  opp_paint_attempts: paint[1],
  opp_mid_range_makes: 8,
  opp_mid_range_attempts: 20,
  opp_three_pt_makes: 10,
  opp_three_pt_attempts: 40,
  blocks_paint: blocks,
  blocks_mid_range: 0,
  blocks_three_pt: 0,
  points_allowed: 105,
  possessions: 100,
  team_seconds: 14_400,
});

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open([PGS, TOGS, TDGS, UTGC, TDZA, lines, news], RAW_STORED);
  await bench.put('nba_reference.games', SCHEDULE);
  await bench.put(TOGS.name, [
    result('g1', '2021-12-01', 'MIL', 'BOS', 110, 100),
    result('g1', '2021-12-01', 'BOS', 'MIL', 100, 110),
    result('g2', '2021-12-02', 'MIL', 'BOS', 120, 110),
    result('g2', '2021-12-02', 'BOS', 'MIL', 110, 120),
    result('g4', '2021-12-08', 'MIL', 'BOS', 90, 99),
    result('g4', '2021-12-08', 'BOS', 'MIL', 99, 90),
  ]);
});
afterAll(() => bench.close());

const milwaukee = async (date: string) => {
  const rows = await bench.run(UTGC, [date]);
  return rows.find((row) => row.team_abbr === 'MIL')!;
};

describe('upcoming_team_game_context', () => {
  it('is blank about the past on opening night', async () => {
    expect(await milwaukee('2021-12-01')).toMatchObject({
      game_number_in_season: 1,
      days_since_last_game: null,
      days_rest: null,
      back_to_back: null,
      travel_miles: null,
      wins: 0,
      win_pct: null,
      pace_last_10: null,
      games_in_last_7_days: 0,
      games_in_next_7_days: 3,
      next_game_days_rest: 0,
    });
  });

  it('carries the lines of the game, and names what it lacks of them', async () => {
    const line = { game_date: '2021-12-12', game_id: 'g5', book: 'draftkings', line_is_untimed: false };
    await bench.put(lines.name, [
      {
        ...line,
        team_abbr: 'MIL',
        ...{ spread: -4, opening_spread: -2.5, spread_movement: -1.5 },
        ...{ total: 219.5, opening_total: 221, total_movement: -1.5 },
        ...{ moneyline: -400, opening_moneyline: -150, moneyline_movement: 0.2 },
      },
      { ...line, team_abbr: 'DEN', spread: 4, opening_spread: 4, spread_movement: 0, moneyline: 330 },
    ]);
    const rows = await bench.run(UTGC, ['2021-12-12']);
    const [denver, bucks] = [rows.find((row) => row.team_abbr === 'DEN'), rows.find((row) => row.team_abbr === 'MIL')];
    expect(bucks).toMatchObject({
      moneyline: -400,
      opening_moneyline: -150,
      total_movement: -1.5,
      moneyline_movement: 0.2,
    });
    expect(bucks?.missing_inputs).not.toContain('no_opening_moneyline');
    expect(denver).toMatchObject({ game_total: null, opening_moneyline: null, moneyline_movement: null });
    expect(denver?.missing_inputs).toEqual(expect.arrayContaining(['no_total', 'no_opening_moneyline']));
    expect(denver?.missing_inputs).not.toContain('no_opening_line');
  });

  it('knows last night and the flight', async () => {
    const row = await milwaukee('2021-12-02');
    expect(row).toMatchObject({
      days_since_last_game: 1,
      days_rest: 0,
      back_to_back: true,
      consecutive_road_games: 1,
      time_zones_crossed: 1,
      win_streak_entering: 1,
      loss_streak_entering: 0,
      last_game_margin: 10,
      last_game_result: 'W',
      win_pct: 1,
      off_rating_last_10: 110,
      def_rating_last_10: 100,
      // 48 x 100 possessions / 48 minutes.
      pace_last_10: 100,
      opp_ft_rate_allowed_last_10: 0.25,
    });
    // Milwaukee to Boston is some 855 miles by the great circle.
    expect(row.travel_miles).toBeGreaterThan(845);
    expect(row.travel_miles).toBeLessThan(865);
  });

  it('lists the game it has no data of, and neither counts nor replaces it', async () => {
    expect(await milwaukee('2021-12-08')).toMatchObject({
      games_expected: 3,
      games_found: 2,
      games_missing: ['g3'],
      games_dnp: 0,
      wins: 2,
      losses: 0,
      last_game_result: null,
      win_streak_entering: null,
      off_rating_last_10: 115,
      days_rest: 3,
      games_in_last_7_days: 3,
      back_to_backs_last_14_days: 1,
    });
  });

  it('begins a streak anew only where its beginning is known', async () => {
    // Lost on the 8th, right after the unknown game: whether it began there is not known.
    expect(await milwaukee('2021-12-12')).toMatchObject({
      loss_streak_entering: null,
      win_streak_entering: 0,
      last_game_margin: -9,
      losses: 1,
    });
  });

  it('knows no game that depends on results, though the schedule lists it by now', async () => {
    const later = (game_id: string, game_date: string, home: string, away: string, game_type: string) =>
      game({ game_id, game_date, home_abbr: home, away_abbr: away, game_type, ...BOSTON });
    const spring = await Bench.open([PGS, TOGS, TDGS, UTGC, TDZA, lines, news], RAW_STORED);
    try {
      await spring.put('nba_reference.games', [
        later('r1', '2022-04-07', 'BOS', 'MIL', 'regular'),
        later('r2', '2022-04-09', 'BOS', 'DEN', 'regular'),
        later('i1', '2022-04-11', 'BOS', 'MIL', 'play_in'),
        later('p1', '2022-04-15', 'BOS', 'DEN', 'playoffs'),
        later('p2', '2022-04-17', 'BOS', 'DEN', 'playoffs'),
      ]);
      const rows = await spring.run(UTGC, ['2022-04-07', '2022-04-09', '2022-04-11', '2022-04-15']);
      const boston = rows.filter((row) => row.team_abbr === 'BOS');
      expect(boston.map((row) => [row.game_id, row.next_game_days_rest, row.games_in_next_7_days])).toEqual([
        ['i1', null, null],
        ['p1', null, null],
        ['r1', 1, 1],
        ['r2', null, 0],
      ]);
      expect(boston.map((row) => (row.missing_inputs as string[]).includes('next_game_undecided'))).toEqual([
        true,
        true,
        false,
        true,
      ]);
      // What lies behind is known whatever kind of game it was.
      expect(boston[1]).toMatchObject({ days_since_last_game: 4, games_in_last_7_days: 2 });
    } finally {
      await spring.close();
    }
  });
});

it('pace and ratings divide sums over the games that have both numbers', async () => {
  const other = await Bench.open([PGS, TOGS, TDGS, UTGC, TDZA, lines, news], RAW_STORED);
  try {
    const days = [1, 2, 3, 4].map((n) => `2022-02-0${n}`);
    await other.put(
      'nba_reference.games',
      days.map((game_date, i) =>
        game({ game_id: `l${i}`, game_date, home_abbr: 'MIL', away_abbr: 'BOS', ...MILWAUKEE }),
      ),
    );
    await other.put(TOGS.name, [
      result('l0', '2022-02-01', 'MIL', 'BOS', 110, 100),
      // The length of this game is unknown: it counts for the ratings, not for pace.
      { ...result('l1', '2022-02-02', 'MIL', 'BOS', 120, 110), possessions: 80, team_seconds: null },
      // What the opponent scored is not known.
      { ...result('l2', '2022-02-03', 'MIL', 'BOS', 90, 99), possessions: 120, opponent_points: null },
    ]);
    const row = (await other.run(UTGC, ['2022-02-04'])).find((one) => one.team_abbr === 'MIL');
    expect(row).toMatchObject({
      // (100 + 120) possessions in two games of 48 minutes.
      pace_last_10: 110,
      // 110 + 120 + 90 points of 100 + 80 + 120 possessions.
      off_rating_last_10: (100 * 320) / 300,
      // 100 + 110 points of 100 + 80 possessions.
      def_rating_last_10: (100 * 210) / 180,
    });
    const [first] = await other.run(UTGC, ['2022-02-03']);
    expect(first?.missing_inputs).not.toContain('no_game_length');
    await other.warehouse.execute(`UPDATE ${TOGS.name} SET team_seconds = NULL`);
    const without = (await other.run(UTGC, ['2022-02-04'])).find((one) => one.team_abbr === 'MIL');
    expect(without).toMatchObject({ pace_last_10: null, off_rating_last_10: (100 * 320) / 300 });
    expect(without?.missing_inputs).toContain('no_game_length');
  } finally {
    await other.close();
  }
});

describe('the Cup final', () => {
  it('is played: rest, travel and nights in a row know it, game numbers and windows of statistics do not', async () => {
    const at = (game_id: string, game_date: string, more = {}) =>
      game({
        game_id,
        game_date,
        season: '2022-23',
        season_year: 2022,
        home_abbr: 'CHI',
        away_abbr: 'MIA',
        ...MILWAUKEE,
        ...more,
      });
    await bench.put('nba_reference.games', [
      at('k1', '2022-12-01'),
      at('k2', '2022-12-05', {
        game_type: 'cup_final',
        is_counting: false,
        is_expected: false,
        is_neutral: true,
        ...DENVER,
      }),
      at('k3', '2022-12-07'),
      at('k4', '2022-12-11'),
    ]);
    const lookAt = async (date: string) =>
      (await bench.run(UTGC, [date], { from: '2022-12-01', to: '2022-12-11', season: '2022-23' })).find(
        (row) => row.team_abbr === 'CHI',
      )!;
    const after = await lookAt('2022-12-07');
    expect(after).toMatchObject({
      days_since_last_game: 2,
      days_rest: 1,
      games_in_last_7_days: 2,
      game_number_in_season: 2,
      games_expected: 1,
    });
    // From Denver, where the final was, not from Milwaukee, where the game before it was.
    expect(after.travel_miles).toBeCloseTo(909, -1);
    expect(await lookAt('2022-12-01')).toMatchObject({ next_game_days_rest: 5, games_in_next_7_days: 1 });
    expect(await bench.run(UTGC, ['2022-12-05'], { from: '2022-12-01', to: '2022-12-11', season: '2022-23' })).toEqual(
      [],
    );
  });
});

describe('team_defense_zone_analysis', () => {
  it('pools the sample, compares with the league, and leaves a game without zones out', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => ({
      ...game({ game_id: `h${i}`, game_date: `2022-01-0${i + 1}`, home_abbr: 'MIL', away_abbr: 'BOS', ...MILWAUKEE }),
    }));
    await bench.put('nba_reference.games', [
      ...rows,
      game({ game_id: 'h7', game_date: '2022-01-20', home_abbr: 'MIL', away_abbr: 'BOS', ...MILWAUKEE }),
    ]);
    await bench.put(TDGS.name, [
      ...[0, 1, 2, 3, 4].map((i) => defence(`h${i}`, `2022-01-0${i + 1}`, [20 + i, 40], i)),
      // No play-by-play: zones unknown.
      {
        game_id: 'h5',
        game_date: '2022-01-06',
        season: '2021-22',
        team_abbr: 'MIL',
        points_allowed: 130,
        possessions: 100,
        team_seconds: 14_400,
      },
      { ...defence('h0', '2022-01-01', [18, 40], 2), team_abbr: 'BOS' },
    ]);
    const row = (await bench.run(TDZA, ['2022-01-20'])).find((r) => r.team_abbr === 'MIL')!;
    // 20 + 21 + 22 + 23 + 24 = 110 of 200; the league adds Boston's 18 of 40: 128 of 240.
    expect(row).toMatchObject({
      paint_pct_allowed: 0.55,
      paint_attempts_allowed_per_game: 40,
      paint_blocks_per_game: 2,
      games_in_sample: 5,
      sample_quality: 'low',
    });
    expect(row.paint_defense_vs_league_avg).toBeCloseTo(100 * (110 / 200 - 128 / 240), 10);
    expect(row.weakest_zone).toBe('paint');
    expect(row.opponent_points_per_game).toBe(105);
    expect(row.games_missing).toEqual(['g1', 'g2', 'g3', 'g4', 'g5', 'h5']);
  });

  it('divides rating, pace and points by the games that have them', async () => {
    const other = await Bench.open([PGS, TOGS, TDGS, UTGC, TDZA, lines, news], RAW_STORED);
    try {
      const days = [1, 2, 3, 4, 5, 6].map((n) => `2022-01-0${n}`);
      await other.put(
        'nba_reference.games',
        days.map((game_date, i) =>
          game({ game_id: `k${i}`, game_date, home_abbr: 'MIL', away_abbr: 'BOS', ...MILWAUKEE }),
        ),
      );
      await other.put(TDGS.name, [
        { ...defence('k0', '2022-01-01', [20, 40], 1), possessions: 80, team_seconds: null },
        { ...defence('k1', '2022-01-02', [20, 40], 1), possessions: 120, points_allowed: null },
        ...[2, 3, 4].map((i) => defence(`k${i}`, days[i] ?? '', [20, 40], 1)),
      ]);
      const row = (await other.run(TDZA, ['2022-01-06'])).find((one) => one.team_abbr === 'MIL');
      expect(row).toMatchObject({
        // 120 + 3 x 100 possessions in four games.
        opponent_pace_last_15: 105,
        // Four games of 105 points in 80 + 3 x 100 possessions.
        defensive_rating_last_15: (100 * 420) / 380,
        opponent_points_per_game: 105,
        games_in_sample: 5,
      });
    } finally {
      await other.close();
    }
  });

  it('is a failure record with too few games, a gap if that is why', async () => {
    const rows = await bench.run(TDZA, ['2021-12-12']);
    expect(rows.map((row) => [row.team_abbr, row.failure_category])).toEqual([
      ['BOS', 'DATA_GAP'],
      ['DEN', 'DATA_GAP'],
      ['MIL', 'DATA_GAP'],
    ]);
  });
});
