import type { Dialect } from '../../engine/dialect.js';
import { col, inputsGamesMissing, shared, windowAccount } from '../columns.js';
import type { Column, TableDefinition } from '../definition.js';
import { upcomingPlayers } from '../expectations/upcoming-players.js';
import { noFailures } from '../failure-rows.js';
import { MLFS, PCF, PDC, UPGC, UTGC } from '../names.js';
import { columnsFrom, columnsOf, sameColumns, selectList } from '../select-list.js';
import { FEATURE_VERSION, FEATURES, type Feature } from './feature-contract.js';

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
  trace: async () => (await import('./ml-feature-store-trace.js')).featureStoreTrace,
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
  FROM ${ctx.sameDate(UPGC)} u
  JOIN ${ctx.sameDate(UTGC)} t ON t.game_id = u.game_id AND t.team_abbr = u.team_abbr
  LEFT JOIN ${ctx.sameDate(PDC)} c ON c.player_id = u.player_id AND c.analysis_date = u.game_date
  LEFT JOIN ${ctx.sameDate(PCF)} f ON f.player_id = u.player_id AND f.game_id = u.game_id)
SELECT ${columns(d)},
  ${noFailures(d)}
FROM inputs`;
  },
};

const IDENTITY = ['game_id', 'game_date', 'season', 'player_id', 'player_lookup', 'team_abbr', 'opponent_team_abbr'];

/** The features and why each is NULL, over a player's context u, his team's t, his cache row c and his factors f. */
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
    inputs_games_missing: d.sortedSet(ofInputs.reduce((all, list) => d.listConcat(all, list))),
    ...Object.fromEntries(FEATURES.map(({ name, sql }) => [name, sql])),
    ...Object.fromEntries(FEATURES.map(({ name, reason }) => [`${name}_reason`, reason])),
  });
}

/** The columns over the relation `inputs`. */
function columns(d: Dialect): string {
  const names = FEATURES.map(({ name }) => name);
  const required = FEATURES.filter((feature) => feature.required).map(({ name }) => `${name} IS NOT NULL`);
  const complete = ['games_missing', 'inputs_games_missing'].map((name) => `${d.listLength(name)} = 0`);
  const ofAbsent = (value: (name: string) => string) =>
    d.listOfPresent(names.map((name) => `CASE WHEN ${name} IS NULL THEN ${value(name)} END`));
  return selectList({
    ...sameColumns(IDENTITY),
    feature_version: `'${FEATURE_VERSION}'`,
    ...sameColumns(names),
    features_present: names.map((name) => `CASE WHEN ${name} IS NULL THEN 0 ELSE 1 END`).join('\n    + '),
    features_missing: ofAbsent((name) => `'${name}'`),
    is_production_ready: ['known_before_game', ...complete, ...required].join('\n    AND '),
    ...sameColumns(['known_before_game', 'games_expected', 'games_found', 'games_missing', 'games_dnp']),
    inputs_games_missing: 'inputs_games_missing',
    missing_inputs: ofAbsent((name) => `'${name}:' || ${name}_reason`),
    data_cutoff: 'data_cutoff',
  });
}
