import { opponentStrengthScoreSql, paceScoreSql, usageSpikeScoreSql } from '../../domain/factors.js';
import { fatigueAdjustmentSql, fatigueScoreSql } from '../../domain/fatigue.js';
import { shotZoneMismatchSql } from '../../domain/mismatch.js';
import type { Dialect } from '../../engine/dialect.js';
import { col, inputsGamesMissing, shared, watchedAccount, windowAccount } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { upcomingPlayers } from '../expectations/upcoming-players.js';
import { noFailures } from '../failure-rows.js';
import { PCF, PSZA, TDZA, UPGC, UTGC } from '../names.js';
import { words } from '../read-window.js';
import { columnsOf, firstThat, type SelectList, sameColumns, selectList } from '../select-list.js';
import { FACTOR_INPUTS, type FactorSource, inputsOf } from './factor-inputs.js';
import { noFatigueReason } from './no-fatigue.js';

const isNoReason = (code: string) => `array_to_string(missing_inputs, ',') NOT LIKE '%${code}%'`;

const today = [{ kind: 'same_date' }] as const;

const score = (name: string, meaning: string, limit: number, formula: string) =>
  col.double(name, meaning, { unit: 'points', min: -limit, max: limit, formula });

export const playerCompositeFactors: TableDefinition = {
  name: PCF,
  alias: 'pcf',
  title: 'Factors',
  phase: 4,
  grain: "a player of the date's games: how fatigue, match-up, pace and usage should move him",
  key: ['game_id', 'player_id'],
  partitionColumn: 'analysis_date',
  pregame: true,
  entity: { kind: 'player', id: 'player_id', game: 'game_id' },
  trace: async () => (await import('./player-composite-trace.js')).compositeFactorsTrace,
  expects: upcomingPlayers,
  reads: [
    {
      table: UPGC,
      windows: today,
      columns: words(`
        game_id game_date season player_id player_lookup player_name team_abbr opponent_team_abbr
        known_before_game days_since_last_game back_to_back games_in_last_7_days games_in_last_14_days
        minutes_in_last_7_days avg_minutes_per_game_last_7 back_to_backs_last_14_days usage_rate_last_10
        opponent_pace_last_10 team_pace_last_10 pace_differential vacated_usage projected_usage_rate
        star_teammates_out player_age games_expected games_found games_missing games_dnp missing_inputs
        data_cutoff`),
    },
    {
      table: UTGC,
      windows: today,
      columns: words('game_id team_abbr games_missing'),
    },
    {
      table: PSZA,
      windows: today,
      columns: words(`
        analysis_date player_id paint_rate_last_10 mid_range_rate_last_10 three_pt_rate_last_10
        primary_scoring_zone games_missing`),
    },
    {
      table: TDZA,
      windows: today,
      columns: words(`
        analysis_date team_abbr paint_defense_vs_league_avg mid_range_defense_vs_league_avg
        three_pt_defense_vs_league_avg defensive_rating_last_15 window_start games_missing`),
    },
  ],
  columns: [
    shared.gameId,
    shared.analysisDate,
    shared.season,
    shared.playerId,
    shared.playerLookup,
    shared.playerName,
    shared.teamAbbr,
    shared.opponent,
    shared.knownBeforeGame,
    col.integer('fatigue_score', '100 = fresh, 0 = exhausted; NULL without an earlier game this season.', {
      unit: 'score 0-100',
      min: 0,
      max: 100,
      formula:
        '100; back-to-back -15, else 3 or more days since the last game +5; 4 or more games in 7 days -10; over 240 min in 7 days -10; over 35 min a game in 7 days -8; back-to-backs in 14 days 1: -5, 2 or more: -12; age 30-34 -5, 35 and over -10 (skipped if unknown); clamped',
      // What no source tells (the Cup final, a game of under a minute, a man of the roster before his first game) is unknown and
      // no fault of a file.
      critical: {
        when: [
          'known_before_game',
          ...['cup_final_unmeasured', 'no_minutes', 'no_games_this_season'].map(isNoReason),
        ].join(' AND '),
      },
    }),
    score('fatigue_adjustment', 'Points that fatigue takes from him.', 5, '(fatigue_score - 100) / 20'),
    {
      ...score(
        'shot_zone_mismatch_score',
        "How his scoring zone meets the opponent's defence by zone; positive favours the scorer. NULL where either zone row is absent.",
        10,
        'primary zone: difference x min(share / 0.5, 1); balanced: sum of share x difference; beyond 5 in size the excess counts x 1.2',
      ),
      critical: { when: 'has_player_zones AND has_opponent_zones AND primary_scoring_zone IS NOT NULL' },
    },
    col.flag('has_player_zones', 'Whether player_shot_zone_analysis has a row for him.', { required: true }),
    col.flag('has_opponent_zones', 'Whether team_defense_zone_analysis has a row for the opponent.', {
      required: true,
    }),
    col.text('primary_scoring_zone', 'Where he mostly shoots from, last 10 games.', {
      values: ['paint', 'three', 'mid_range', 'balanced'],
    }),
    score('pace_score', 'Expected pace of the game against the league.', 3, 'clamp(pace_differential / 2, -3, 3)'),
    score(
      'usage_spike_score',
      'Plays he gains from team-mates who are out.',
      3,
      'clamp(30 x (projected - usual usage) x (1.15 with one star out, 1.30 with more, when positive), -3, 3)',
    ),
    score(
      'opponent_strength_score',
      "Opponent's defensive rating against the league's mean; positive = weaker defence. Reported, not in the total.",
      3,
      'clamp((defensive_rating_last_15 - league mean) / 2, -3, 3)',
    ),
    score(
      'total_composite_adjustment',
      'Sum of fatigue adjustment, mismatch, pace, and usage where known; NULL if one of the first three is NULL.',
      21,
      'fatigue_adjustment + shot_zone_mismatch_score + pace_score + usage_spike_score',
    ),
    col.list('factors_included', 'Which factors are in the total.', { required: true }),
    col.json('fatigue_context', 'Inputs of the fatigue score.', { required: true }),
    col.json('mismatch_context', 'Inputs of the mismatch score.', { required: true }),
    col.json('pace_context', 'Inputs of the pace score.', { required: true }),
    col.json('usage_context', 'Inputs of the usage score.', { required: true }),
    col.json('opponent_context', 'Inputs of the opponent score.', { required: true }),
    col.date('opponent_zones_start', "Date of the first game of the opponent's sample of zones."),
    ...watchedAccount(windowAccount('the windows of his player context row')),
    inputsGamesMissing,
    shared.missingInputs,
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    return `
WITH league AS (
  SELECT analysis_date, ${d.divide(d.exactSum('defensive_rating_last_15'), 'COUNT(defensive_rating_last_15)')} AS def_rating
  FROM ${ctx.sameDate(TDZA)} t GROUP BY analysis_date),
inputs AS (
  SELECT u.*,
  ${inputs(d)}
  FROM ${ctx.sameDate(UPGC)} u
  JOIN ${ctx.sameDate(UTGC)} t ON t.game_id = u.game_id AND t.team_abbr = u.team_abbr
  JOIN ${ctx.sameDate(UTGC)} o ON o.game_id = u.game_id AND o.team_abbr = u.opponent_team_abbr
  LEFT JOIN ${ctx.sameDate(PSZA)} p ON p.player_id = u.player_id AND p.analysis_date = u.game_date
  LEFT JOIN ${ctx.sameDate(TDZA)} z ON z.team_abbr = u.opponent_team_abbr AND z.analysis_date = u.game_date
  LEFT JOIN league l ON l.analysis_date = u.game_date),
scores AS (
  SELECT i.*,
  ${selectList(SCORES)}
  FROM inputs i)
SELECT ${columns(d)},
  ${noFailures(d)}
FROM scores`;
  },
};

/** What the scores are made of besides the player's context u: his zones p, the opponent's zones z, the league l. */
function inputs(d: Dialect): string {
  const missing = [
    't.games_missing',
    'o.games_missing',
    `COALESCE(p.games_missing, ${d.emptyList()})`,
    `COALESCE(z.games_missing, ${d.emptyList()})`,
  ];
  return selectList({
    has_player_zones: 'p.player_id IS NOT NULL',
    has_team_zones: 'z.team_abbr IS NOT NULL',
    ...columnsOf('p', columnsFromSource('zones')),
    ...columnsOf('z', columnsFromSource('opponent_zones')),
    league_def_rating: 'l.def_rating',
    opponent_zones_start: 'z.window_start',
    inputs_games_missing: d.sortedSet(missing.reduce((all, list) => d.listConcat(all, list))),
  });
}

const columnsFromSource = (source: FactorSource) => FACTOR_INPUTS.flatMap(({ from }) => from[source] ?? []);

/** The scores over the columns of `inputs`. */
const SCORES: SelectList = {
  fatigue: fatigueScoreSql({
    backToBack: 'back_to_back',
    daysSinceLastGame: 'days_since_last_game',
    games7: 'games_in_last_7_days',
    minutes7: 'minutes_in_last_7_days',
    avgMinutes7: 'avg_minutes_per_game_last_7',
    backToBacks14: 'back_to_backs_last_14_days',
    age: 'player_age',
  }),
  mismatch: shotZoneMismatchSql({
    primaryZone: 'primary_scoring_zone',
    paintShare: 'paint_rate_last_10',
    midShare: 'mid_range_rate_last_10',
    threeShare: 'three_pt_rate_last_10',
    paintDiff: 'paint_defense_vs_league_avg',
    midDiff: 'mid_range_defense_vs_league_avg',
    threeDiff: 'three_pt_defense_vs_league_avg',
  }),
  pace: paceScoreSql('pace_differential'),
  usage: usageSpikeScoreSql({
    projected: 'projected_usage_rate',
    usage: 'usage_rate_last_10',
    starsOut: 'star_teammates_out',
  }),
  strength: opponentStrengthScoreSql({ opponentRating: 'defensive_rating_last_15', leagueMean: 'league_def_rating' }),
};

/** The columns over the relation `scores`. */
function columns(d: Dialect): string {
  const adjustment = fatigueAdjustmentSql('fatigue');
  const factors = [`'fatigue'`, `'shot_zone_mismatch'`, `'pace'`, `CASE WHEN usage IS NOT NULL THEN 'usage_spike' END`];
  return selectList({
    game_id: 'game_id',
    analysis_date: 'game_date',
    ...sameColumns(['season', 'player_id', 'player_lookup', 'player_name', 'team_abbr', 'opponent_team_abbr']),
    known_before_game: 'known_before_game',
    fatigue_score: 'fatigue',
    fatigue_adjustment: adjustment,
    shot_zone_mismatch_score: 'mismatch',
    has_player_zones: 'has_player_zones',
    has_opponent_zones: 'has_team_zones',
    primary_scoring_zone: 'primary_scoring_zone',
    pace_score: 'pace',
    usage_spike_score: 'usage',
    opponent_strength_score: 'strength',
    total_composite_adjustment: `${adjustment} + mismatch + pace + COALESCE(usage, 0)`,
    factors_included: firstThat(
      [['fatigue IS NULL OR mismatch IS NULL OR pace IS NULL', d.emptyList()]],
      d.listOfPresent(factors),
    ),
    ...contexts(d),
    opponent_zones_start: 'opponent_zones_start',
    games_expected: 'games_expected',
    games_found: 'games_found',
    games_missing: 'games_missing',
    inputs_games_missing: 'inputs_games_missing',
    games_dnp: 'games_dnp',
    missing_inputs: d.listOfPresent([
      `CASE WHEN fatigue IS NULL THEN ${noFatigueReason()} END`,
      `CASE WHEN NOT has_player_zones THEN 'no_player_zones' WHEN primary_scoring_zone IS NULL THEN 'no_attempts' END`,
      `CASE WHEN NOT has_team_zones THEN 'no_opponent_zones' END`,
      `CASE WHEN pace IS NULL THEN 'no_pace' END`,
      firstThat([
        ['usage IS NOT NULL', 'NULL'],
        [
          `usage_rate_last_10 IS NOT NULL AND vacated_usage IS NULL AND NOT (${isNoReason('unresolved_news')})`,
          `'unresolved_news'`,
        ],
        ['TRUE', `'no_usage_projection'`],
      ]),
      `CASE WHEN ${d.listLength('games_missing')} + ${d.listLength('inputs_games_missing')} > 0 THEN 'games_missing' END`,
    ]),
    data_cutoff: 'data_cutoff',
  });
}

/** The inputs of each score as JSON objects under their own column names. */
function contexts(d: Dialect): SelectList {
  const object = (names: readonly string[]) => d.jsonObject(sameColumns(names));
  return Object.fromEntries(FACTOR_INPUTS.map((factor) => [factor.kept, object(inputsOf(factor))]));
}
