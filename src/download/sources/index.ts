import type { DownloadSource } from '../source.js';
import { boxScoreV3, liveBox, liveFeed, playByPlayV3 } from './games.js';
import { playerLogs, teamLogs } from './logs.js';
import { gameOdds, oddsEvents, playerProps } from './odds.js';
import { playerIndex, rosters } from './players.js';
import { schedule } from './schedule.js';
import { scoreboard } from './scoreboard.js';
import { shotCharts } from './shot-charts.js';

/** Every kind, each after those that it learns from. */
export const DOWNLOADS: readonly DownloadSource[] = [
  ...[schedule, liveBox, liveFeed, playByPlayV3, boxScoreV3, playerLogs, teamLogs, shotCharts],
  ...[scoreboard, rosters, playerIndex],
  ...[oddsEvents, gameOdds, playerProps],
];

/** The sources of these kinds, with those they need; without kinds, all that need not be asked for by name. */
export function sourcesOf(kinds: readonly string[] | undefined): readonly DownloadSource[] {
  const asked = DOWNLOADS.filter(({ kind, onlyByName }) => kinds?.includes(kind) ?? onlyByName !== true);
  const needed = new Set(asked.map(({ needs }) => needs));
  return DOWNLOADS.filter((source) => asked.includes(source) || needed.has(source.kind));
}
