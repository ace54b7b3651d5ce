import { col, shared, windowAccount } from '../columns.js';
import type { Column, TableDefinition } from '../definition.js';
import { upcomingPlayers } from '../expectations/upcoming-players.js';
import { noFailures } from '../failure-rows.js';
import { MLFS, PCF, PDC, UPGC, UTGC } from '../names.js';
import { FEATURE_VERSION, FEATURES, type Feature } from './feature-contract.js';
import { featureStoreTrace } from './ml-feature-store-trace.js';

const featureColumn = (feature: Feature): Column =>
  col.double(feature.name, feature.meaning, {
    unit: feature.unit,
    min: feature.min,
    max: feature.max,
    formula: `feature ${feature.index}, from ${feature.source}`,
    // A row that claims to be ready must have every required feature.
    ...(feature.required ? { critical: { when: 'is_production_ready' } } : {}),
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
  trace: featureStoreTrace,
  expects: upcomingPlayers,
  reads: [UPGC, UTGC, PDC, PCF].map((table) => ({ table, windows: [{ kind: 'same_date' }] })),
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
    col.list('features_missing', 'Names of the features that are NULL.', { required: true }),
    col.flag(
      'is_production_ready',
      'Every required feature present, no game of any window missing, and known before the game.',
      { required: true },
    ),
    shared.knownBeforeGame,
    ...windowAccount('the windows of his cache and factor rows'),
    { ...shared.missingInputs, meaning: 'Why each missing feature is NULL: feature:reason.' },
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const absent = (feature: Feature, value: string) => `CASE WHEN ${feature.name} IS NULL THEN ${value} END`;
    const present = FEATURES.map((feature) => `CASE WHEN ${feature.name} IS NULL THEN 0 ELSE 1 END`).join(' + ');
    const complete = FEATURES.filter((feature) => feature.required)
      .map((feature) => `${feature.name} IS NOT NULL`)
      .join(' AND ');
    const own = FEATURES.map(
      (feature) => `${feature.sql} AS ${feature.name}, ${feature.reason} AS ${feature.name}_reason`,
    );
    return `
WITH inputs AS (
  SELECT u.game_id, u.game_date, u.season, u.player_id, u.player_lookup, u.team_abbr, u.opponent_team_abbr, u.known_before_game, u.data_cutoff,
    CASE WHEN c.player_id IS NOT NULL THEN c.games_expected ELSE u.games_expected END AS games_expected,
    CASE WHEN c.player_id IS NOT NULL THEN c.games_found ELSE u.games_found END AS games_found,
    CASE WHEN c.player_id IS NOT NULL THEN c.games_dnp ELSE u.games_dnp END AS games_dnp,
    ${d.sortedSet(d.listConcat(`COALESCE(c.games_missing, u.games_missing)`, `COALESCE(f.games_missing, ${d.emptyList()})`))} AS games_missing,
    ${own.join(',\n    ')}
  FROM ${ctx.sameDate(UPGC)} u
  JOIN ${ctx.sameDate(UTGC)} t ON t.game_id = u.game_id AND t.team_abbr = u.team_abbr
  LEFT JOIN ${ctx.sameDate(PDC)} c ON c.player_id = u.player_id AND c.analysis_date = u.game_date
  LEFT JOIN ${ctx.sameDate(PCF)} f ON f.player_id = u.player_id AND f.game_id = u.game_id)
SELECT game_id, game_date, season, player_id, player_lookup, team_abbr, opponent_team_abbr, '${FEATURE_VERSION}' AS feature_version,
  ${FEATURES.map((feature) => feature.name).join(', ')},
  ${present} AS features_present,
  ${d.listOfPresent(FEATURES.map((feature) => absent(feature, `'${feature.name}'`)))} AS features_missing,
  known_before_game AND ${d.listLength('games_missing')} = 0 AND ${complete} AS is_production_ready, known_before_game,
  games_expected, games_found, games_missing, games_dnp,
  ${d.listOfPresent(FEATURES.map((feature) => absent(feature, `'${feature.name}:' || ${feature.name}_reason`)))} AS missing_inputs,
  data_cutoff, ${noFailures(d)}
FROM inputs`;
  },
};
