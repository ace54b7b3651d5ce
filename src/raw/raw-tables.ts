import type { RawRole, RawTable } from './raw-table.js';
import { bigDataBallPlays } from './tables/bigdataball.js';
import { gameOdds } from './tables/game-odds.js';
import { gameQuotes } from './tables/game-quotes.js';
import { gameSummaries } from './tables/game-summaries.js';
import { injuryTransactions } from './tables/injuries.js';
import { injuryReports } from './tables/injury-reports.js';
import { playByPlay } from './tables/play-by-play.js';
import { playerBoxes } from './tables/player-boxes.js';
import { playerInfo } from './tables/player-info.js';
import { propOdds } from './tables/prop-odds.js';
import { schedule } from './tables/schedule.js';
import { scoreboards } from './tables/scoreboards.js';
import { shotChart } from './tables/shot-chart.js';
import { teamBoxes } from './tables/team-boxes.js';
import { teamGameIndex } from './tables/team-game-index.js';

/** Every raw table. Adding one touches its own file and this list, nothing else. */
export const RAW_TABLES: readonly RawTable[] = [
  schedule,
  scoreboards,
  gameSummaries,
  teamGameIndex,
  playByPlay,
  shotChart,
  playerBoxes,
  teamBoxes,
  bigDataBallPlays,
  gameOdds,
  gameQuotes,
  propOdds,
  injuryTransactions,
  injuryReports,
  playerInfo,
];

/** The raw tables of some roles, in the order of the list. */
export const rawTablesOf = (...roles: readonly RawRole[]): readonly RawTable[] =>
  RAW_TABLES.filter((table) => roles.includes(table.role));

/**
 * Tables of which readers see every version, also superseded ones: what was known before a game depends on when each was
 * known.
 */
export const READ_AS_KNOWN: readonly RawTable[] = rawTablesOf(
  'schedule',
  'game_lines',
  'prop_lines',
  'injury_news',
  'player_info',
);

/** Tables a row of which says that a game was played: without one nothing is due of its date. */
export const PLAYED_GAME_TABLES: readonly RawTable[] = rawTablesOf('events', 'player_box', 'team_box');

/** Tables whose rows name games, the most trusted first. */
export const GAME_NAMING_TABLES: readonly RawTable[] = RAW_TABLES.filter(
  (table) => table.namesGames !== undefined,
).sort((a, b) => (a.namesGames?.rank ?? 0) - (b.namesGames?.rank ?? 0));
