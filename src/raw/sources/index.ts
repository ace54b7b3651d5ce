import type { RawSource } from '../raw-source.js';
import { BIG_DATA_BALL } from './bigdataball.js';
import {
  GAME_SUMMARIES,
  PLAY_BY_PLAY,
  PLAYER_BOX_SCORES,
  PLAYER_GAME_LOGS,
  SCHEDULE,
  SCHEDULE_V2,
  SHOT_CHART,
  TEAM_GAME_INDEX,
  TEAM_GAME_LOGS,
} from './league-files.js';
import { LIVE_FEED } from './live-feed.js';
import { GAME_ODDS, INJURY_TRANSACTIONS, PROPS_PICKEM, PROPS_PRA, SPREADS_BY_BOOK } from './market-files.js';

/** Every file format, in the order files are loaded: what tells the dates of games comes first. */
export const SOURCES: readonly RawSource[] = [
  SCHEDULE,
  SCHEDULE_V2,
  TEAM_GAME_INDEX,
  GAME_SUMMARIES,
  PLAY_BY_PLAY,
  LIVE_FEED,
  SHOT_CHART,
  BIG_DATA_BALL,
  PLAYER_GAME_LOGS,
  PLAYER_BOX_SCORES,
  TEAM_GAME_LOGS,
  GAME_ODDS,
  SPREADS_BY_BOOK,
  PROPS_PICKEM,
  PROPS_PRA,
  INJURY_TRANSACTIONS,
];
