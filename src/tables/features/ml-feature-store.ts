import type { Dialect } from '../../engine/dialect.js';
import { col, inputsGamesMissing, shared, windowAccount } from '../columns.js';
import type { Column, TableDefinition } from '../definition.js';
import { upcomingPlayers } from '../expectations/upcoming-players.js';
import { noFailures } from '../failure-rows.js';
import { CONFLICT_VERDICTS, MLFS, PCF, PDC, SOURCE_DIFFERENCES, UPGC, UTGC } from '../names.js';
import { words } from '../read-window.js';
import { columnsFrom, columnsOf, sameColumns, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { DISPUTABLE, disputedParts, isDisputed } from './disputed.js';
import { FEATURE_VERSION, FEATURES, type Feature } from './feature-contract.js';
import { unreadyFeatures } from './unready-rows.js';

/** The lists of games that make a row incomplete. */
const MISSING_LISTS = ['games_missing', 'inputs_games_missing'] as const;

const featureColumn = (feature: Feature): Column =>
  col.double(feature.name, feature.meaning, {
    unit: feature.unit,
    min: feature.min,
    max: feature.max,
    formula: `feature ${feature.index}, from ${feature.source}`,
    ...(feature.mayBeConstant === true ? { mayBeConstant: true } : {}),
  });

export const mlFeatureStore: TableDefinition = {
  name: MLFS,
  alias: 'mlfs',
  title: 'Features',
  phase: 5,
  grain: "a player of the date's games: the features of one contract version",
  key: ['game_id', 'player_id', 'feature_version'],
  partitionColumn: 'game_date',
  pregame: true,
  entity: { kind: 'player', id: 'player_id', game: 'game_id' },
  trace: async () => (await import('./ml-feature-store-trace.js')).featureStoreTrace,
  expects: upcomingPlayers,
  unready: unreadyFeatures,
  reads: [
    {
      table: UPGC,
      windows: [{ kind: 'same_date' }],
      columns: words(`
        game_id game_date season season_type player_id player_lookup team_abbr opponent_team_abbr is_home
        known_before_game availability back_to_back games_in_last_7_days games_in_last_14_days
        minutes_in_last_7_days team_days_rest opponent_days_rest opponent_pace_last_10 opponent_def_rating_last_10
        games_expected games_found games_missing games_dnp missing_inputs data_cutoff`),
    },
    {
      table: UTGC,
      windows: [{ kind: 'same_date' }],
      columns: words('game_id team_abbr win_pct pace_last_10 off_rating_last_10 window_start'),
    },
    {
      table: PDC,
      windows: [{ kind: 'same_date' }],
      columns: words(`
        analysis_date player_id points_avg_last_5 points_avg_last_10 points_avg_season points_std_last_10
        points_trend minutes_avg_last_10 minutes_avg_season ft_points_share_last_10 primary_scoring_zone
        paint_rate_last_10 mid_range_rate_last_10 three_pt_rate_last_10 last_5_start last_10_start
        zones_last_10_start games_expected games_found games_missing games_dnp inputs_games_missing`),
    },
    {
      table: PCF,
      windows: [{ kind: 'same_date' }],
      columns: words(`
        game_id player_id fatigue_score shot_zone_mismatch_score has_player_zones has_opponent_zones pace_score
        usage_spike_score opponent_zones_start games_missing inputs_games_missing missing_inputs`),
    },
    {
      table: SOURCE_DIFFERENCES,
      windows: [{ kind: 'season_before' }],
      columns: words(`
        difference_id game_date season player_id team_abbr opponent_team_abbr columns left_value right_value kind`),
    },
    { table: CONFLICT_VERDICTS, windows: [{ kind: 'season_before' }] },
  ],
  // As many games as the widest window of a required feature needs.
  thresholds: { history_games: 10 },
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.playerId,
    shared.playerLookup,
    shared.teamAbbr,
    shared.opponent,
    col.text('feature_version', 'Version of the feature contract.', { required: true, mayBeConstant: true }),
    ...FEATURES.map(featureColumn),
    col.count('features_present', 'Features that are not NULL.', { max: FEATURES.length, required: true }),
    col.list('features_missing', 'Names of the features that are NULL; missing_inputs has the reason of each.', {
      required: true,
    }),
    col.list(
      'disputed_features',
      'Names of the features made from a value that two sources give differently and nobody has accepted.',
      { required: true },
    ),
    col.flag(
      'history_allows',
      'Whether the row could be ready: known before the game, and what it lacks is due to missing games or to a conflict, not to a short history.',
      { required: true },
    ),
    col.flag(
      'is_production_ready',
      'Every required feature present and undisputed, no game of any window missing, and known before the game.',
      {
        required: true,
        // Conflicts are reported separately; this counts rows that are not ready because of missing games.
        critical: {
          when: 'history_allows',
          valid: `is_production_ready OR array_to_string(${MISSING_LISTS[0]}, '') || array_to_string(${MISSING_LISTS[1]}, '') = ''`,
          share: { games: MISSING_LISTS, reason: 'games_missing' },
        },
      },
    ),
    shared.knownBeforeGame,
    ...windowAccount('the windows of his cache row, else of his player context row'),
    inputsGamesMissing,
    { ...shared.missingInputs, meaning: 'Why each missing feature is NULL: feature:reason.' },
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    return `
WITH inputs AS (
  SELECT ${inputs(d)}
  FROM ${ctx.sameDate(UPGC)} u JOIN ${ctx.dates} b ON b.partition_date = u.game_date
  JOIN ${ctx.sameDate(UTGC)} t ON t.game_id = u.game_id AND t.team_abbr = u.team_abbr
  JOIN ${ctx.sameDate(UTGC)} o ON o.game_id = u.game_id AND o.team_abbr = u.opponent_team_abbr
  LEFT JOIN ${ctx.sameDate(PDC)} c ON c.player_id = u.player_id AND c.analysis_date = u.game_date
  LEFT JOIN ${ctx.sameDate(PCF)} f ON f.player_id = u.player_id AND f.game_id = u.game_id),
${disputedParts(ctx)},
judged AS (
  SELECT i.*,
  ${judged(d)}
  FROM inputs i LEFT JOIN disputed s ON s.game_id = i.game_id AND s.player_id = i.player_id)
SELECT ${columns(ctx)},
  ${noFailures(d)}
FROM judged`;
  },
};

const IDENTITY = ['game_id', 'game_date', 'season', 'player_id', 'player_lookup', 'team_abbr', 'opponent_team_abbr'];

/**
 * The features and why each is NULL, over a player's context u, his team's t, the opponent's o, his cache row c and his
 * factors f.
 */
function inputs(d: Dialect): string {
  // A player without a cache row has the window account of his context.
  const account = (name: string) => `CASE WHEN c.player_id IS NOT NULL THEN c.${name} ELSE u.${name} END`;
  const none = (list: string) => `COALESCE(${list}, ${d.emptyList()})`;
  const ofInputs = [
    none('c.inputs_games_missing'),
    none('f.inputs_games_missing'),
    none('f.games_missing'),
    'u.games_missing',
  ];
  return selectList({
    ...columnsOf('u', [...IDENTITY, 'known_before_game', 'data_cutoff']),
    ...columnsFrom(['games_expected', 'games_found', 'games_dnp'], account),
    games_missing: 'COALESCE(c.games_missing, u.games_missing)',
    season_start: 'b.season_start',
    ...columnsOf('c', ['last_5_start', 'last_10_start', 'zones_last_10_start']),
    opponent_zones_start: 'f.opponent_zones_start',
    team_window_start: 't.window_start',
    opponent_window_start: 'o.window_start',
    inputs_games_missing: d.sortedSet(ofInputs.reduce((all, list) => d.listConcat(all, list))),
    ...Object.fromEntries(FEATURES.map(({ name, sql }) => [name, sql])),
    ...Object.fromEntries(FEATURES.map(({ name, reason }) => [`${name}_reason`, reason])),
  });
}

/** What makes a row ready or not, over the inputs i and what is disputed of them s. */
function judged(d: Dialect): string {
  const missing = ['games_missing', 'inputs_games_missing'].map((name) => d.listLength(`i.${name}`)).join(' + ');
  const required = FEATURES.filter((feature) => feature.required);
  return selectList({
    disputed_features: d.listOfPresent(
      DISPUTABLE.map(
        (feature) =>
          `CASE WHEN s.${isDisputed(feature)} AND i.${feature.name} IS NOT NULL THEN ${d.text(feature.name)} END`,
      ),
    ),
    has_required: required.map(({ name }) => `i.${name} IS NOT NULL`).join('\n    AND '),
    is_disputed: DISPUTABLE.filter((feature) => feature.required)
      .map((feature) => `COALESCE(s.${isDisputed(feature)}, FALSE)`)
      .join('\n    OR '),
    missing: `(${missing})`,
  });
}

/** The columns over the relation `judged`. */
function columns(ctx: SqlContext): string {
  const { d } = ctx;
  const names = FEATURES.map(({ name }) => name);
  const ofAbsent = (value: (name: string) => string) =>
    d.listOfPresent(names.map((name) => `CASE WHEN ${name} IS NULL THEN ${value(name)} END`));
  // With the missing games he would have enough of them; what else he lacks, no file would bring.
  const enough = `missing > 0 AND games_found + ${d.listLength('games_missing')} >= ${ctx.threshold('history_games')}`;
  return selectList({
    ...sameColumns(IDENTITY),
    feature_version: `'${FEATURE_VERSION}'`,
    ...sameColumns(names),
    features_present: names.map((name) => `CASE WHEN ${name} IS NULL THEN 0 ELSE 1 END`).join('\n    + '),
    features_missing: ofAbsent((name) => `'${name}'`),
    disputed_features: 'disputed_features',
    history_allows: `known_before_game AND (has_required OR (${enough}))`,
    is_production_ready: 'known_before_game AND missing = 0 AND has_required AND NOT is_disputed',
    ...sameColumns(['known_before_game', 'games_expected', 'games_found', 'games_missing', 'games_dnp']),
    inputs_games_missing: 'inputs_games_missing',
    missing_inputs: ofAbsent((name) => `'${name}:' || ${name}_reason`),
    data_cutoff: 'data_cutoff',
  });
}
