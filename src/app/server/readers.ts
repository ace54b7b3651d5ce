import type { z } from 'zod';
import { readBlocks } from './read/blocks.js';
import { readConflicts } from './read/conflicts.js';
import { readCoverage } from './read/coverage.js';
import { readExpected } from './read/expected.js';
import { readFactors } from './read/factors.js';
import { readFailed, readFailures } from './read/failures.js';
import { readFeature, readFeatures } from './read/features.js';
import { readMarkets } from './read/markets.js';
import { readOverview } from './read/overview.js';
import { readPartition } from './read/partition.js';
import { readPlan } from './read/plan.js';
import { readPlayer, readPlayers } from './read/players.js';
import { readEntities, readRow } from './read/row.js';
import { readRun, readRuns } from './read/runs.js';
import { readShots } from './read/shots.js';
import { readTeam } from './read/team.js';
import { readTonight } from './read/tonight.js';
import { readZones, readZoneTrend } from './read/zones.js';
import type { ReadContext } from './read-context.js';
import type { Api, BesideName, CheckName, QuestionName } from './schema/api.js';

type Reader<K extends QuestionName> = (
  context: ReadContext,
  query: z.output<Api[K]['query']>,
) => Promise<z.input<Api[K]['response']>>;

/** What answers each question of the API. */
export const readers: { readonly [K in Exclude<QuestionName, CheckName | BesideName>]: Reader<K> } = {
  overview: readOverview,
  tonight: readTonight,
  expected: readExpected,
  coverage: readCoverage,
  partition: readPartition,
  entities: readEntities,
  row: readRow,
  runs: readRuns,
  run: readRun,
  plan: readPlan,
  blocks: readBlocks,
  conflicts: readConflicts,
  failures: readFailures,
  failed: readFailed,
  players: readPlayers,
  player: readPlayer,
  markets: readMarkets,
  team: readTeam,
  factors: readFactors,
  zones: readZones,
  zoneTrend: readZoneTrend,
  shots: readShots,
  features: readFeatures,
  feature: readFeature,
};
