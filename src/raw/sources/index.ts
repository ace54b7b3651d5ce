import type { RawSource } from '../raw-source.js';
import type { JsonAdapter } from '../readers/json-adapter.js';
import { BIG_DATA_BALL } from './bigdataball.js';
import { BOX_SCORE_V3 } from './box-score-v3.js';
import { GAME_ODDS } from './game-odds.js';
import { GAME_SUMMARIES } from './game-summaries.js';
import { INJURY_REPORT } from './injury-report.js';
import { INJURY_TRANSACTIONS } from './injury-transactions.js';
import { LIVE_BOX } from './live-box.js';
import { LIVE_FEED } from './live-feed/source.js';
import { ODDS_API_EVENTS } from './odds-api/events.js';
import { ODDS_API_LINES } from './odds-api/game-lines.js';
import { ODDS_API_PROPS } from './odds-api/props.js';
import { PLAY_BY_PLAY } from './play-by-play-v2.js';
import { PLAY_BY_PLAY_V3 } from './play-by-play-v3/source.js';
import { PLAYER_BOX_SCORES } from './player-box-scores.js';
import { PLAYER_GAME_LOGS } from './player-game-logs.js';
import { ALL_PLAYERS, PLAYER_INDEX, TEAM_ROSTER } from './player-info.js';
import { PROPS_PICKEM } from './props-by-side.js';
import { PROPS_PRA } from './props-pra.js';
import { SCHEDULE } from './schedule.js';
import { SCHEDULE_BY_STAGE } from './schedule-by-stage.js';
import { SCHEDULE_V2 } from './schedule-v2.js';
import { SCOREBOARD } from './scoreboard/source.js';
import { SHOT_CHART } from './shot-chart.js';
import { SPREADS_BY_BOOK } from './spreads-by-book.js';
import { TEAM_GAME_INDEX } from './team-game-index.js';
import { TEAM_GAME_LOGS } from './team-game-logs.js';

/** Every file format, in the order files are loaded: what tells the dates of games comes first. */
export const SOURCES: readonly RawSource[] = [
  SCHEDULE,
  SCHEDULE_V2,
  SCHEDULE_BY_STAGE,
  SCOREBOARD,
  TEAM_GAME_INDEX,
  GAME_SUMMARIES,
  PLAY_BY_PLAY,
  PLAY_BY_PLAY_V3,
  LIVE_FEED,
  SHOT_CHART,
  BIG_DATA_BALL,
  PLAYER_GAME_LOGS,
  PLAYER_BOX_SCORES,
  BOX_SCORE_V3,
  LIVE_BOX,
  TEAM_GAME_LOGS,
  GAME_ODDS,
  SPREADS_BY_BOOK,
  PROPS_PICKEM,
  PROPS_PRA,
  ODDS_API_EVENTS,
  ODDS_API_LINES,
  ODDS_API_PROPS,
  INJURY_TRANSACTIONS,
  INJURY_REPORT,
  TEAM_ROSTER,
  PLAYER_INDEX,
  ALL_PLAYERS,
];

/** Shapes of JSON documents that sources have for themselves. */
export const JSON_ADAPTERS: readonly JsonAdapter[] = SOURCES.flatMap(({ json }) => json ?? []);
