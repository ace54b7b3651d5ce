import { playerGameSummary } from './analytics/player-game-summary.js';
import { sourceDifferences } from './analytics/source-differences.js';
import { teamDefenseGameSummary } from './analytics/team-defense-game-summary.js';
import { teamOffenseGameSummary } from './analytics/team-offense-game-summary.js';
import { upcomingPlayerGameContext } from './analytics/upcoming-player-game-context.js';
import { upcomingTeamGameContext } from './analytics/upcoming-team-game-context.js';
import type { TableDefinition } from './definition.js';
import { mlFeatureStore } from './features/ml-feature-store.js';
import { buildGraph } from './graph.js';
import { playerCompositeFactors } from './precompute/player-composite-factors.js';
import { playerDailyCache } from './precompute/player-daily-cache.js';
import { playerShotZoneAnalysis } from './precompute/player-shot-zone-analysis.js';
import { teamDefenseZoneAnalysis } from './precompute/team-defense-zone-analysis.js';
import { REFERENCE_TABLES } from './reference/index.js';

/** Every derived table. Adding one touches its own file and this list, nothing else. */
export const TABLES: readonly TableDefinition[] = [
  ...REFERENCE_TABLES,
  playerGameSummary,
  teamOffenseGameSummary,
  teamDefenseGameSummary,
  sourceDifferences,
  upcomingTeamGameContext,
  upcomingPlayerGameContext,
  teamDefenseZoneAnalysis,
  playerShotZoneAnalysis,
  playerCompositeFactors,
  playerDailyCache,
  mlFeatureStore,
];

export const GRAPH = buildGraph(TABLES);
