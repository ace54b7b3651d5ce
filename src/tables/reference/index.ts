import type { TableDefinition } from '../definition.js';
import { bigDataBallEvents } from './bigdataball-events.js';
import { gameLines } from './game-lines.js';
import { injuryNews } from './injury-news.js';
import { playerGameCharts } from './player-game-charts.js';
import { playerGameEvents } from './player-game-events.js';
import { playerMinutes } from './player-minutes.js';
import { propLines } from './prop-lines.js';
import { shots } from './shots.js';
import { teamGameEvents } from './team-game-events.js';

/** Phase 2: what the sources say, dated and typed, in the cascade's ledger. */
export const REFERENCE_TABLES: readonly TableDefinition[] = [
  bigDataBallEvents,
  shots,
  playerGameCharts,
  playerGameEvents,
  teamGameEvents,
  playerMinutes,
  gameLines,
  propLines,
  injuryNews,
];
