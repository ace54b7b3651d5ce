import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { PLAYER_GAME_CHARTS, PLAYER_MINUTES, PROP_LINES, TOGS } from '../names.js';
import { countedBases, isCounted, playerEvents } from '../trace/player-events.js';
import { copies, filePlace, idOf, literalOf, oneRow, source } from '../trace/sources.js';
import type { Ask, Basis, Source, Trace } from '../trace/trace.js';
import { SHOOTING } from './chart-box.js';

/** What box scores and logs print of him in that game. */
function printedBoxes(ask: Ask): Promise<Source> {
  const place = filePlace('b');
  return source(ask, {
    name: 'printed',
    table: RAW_PLAYER_BOXES,
    note: 'what box score and game log print of him',
    sql: `SELECT b.source_kind, b.seconds, b.minutes_whole, ${BOX_STATS.map((name) => `b.${name}`).join(', ')}, b.plus_minus, b.comment,
          ${place.columns}
        FROM ${RAW_PLAYER_BOXES} b ${place.join}
        WHERE b.player_id = ${literalOf(ask, 'player_id')} AND b.game_date = DATE '${ask.date}' AND b.team_abbr = ${literalOf(ask, 'team_abbr')} ORDER BY b.source_kind`,
  });
}

const lineUpMinutes: Record<string, Basis> = {
  seconds_played: { source: 'minutes', how: 'copy', inputs: ['seconds_played'] },
  minutes_played: { source: 'minutes', how: 'sum', inputs: ['seconds_played'], times: 1 / 60 },
};
const printedMinutes: Record<string, Basis> = Object.fromEntries(
  ['seconds_played', 'minutes_played'].map((name) => [
    name,
    { source: 'printed', how: 'formula', inputs: ['seconds', 'minutes_whole'] },
  ]),
);

export const playerGameTrace: Trace = {
  async sources(ask) {
    const { row } = ask;
    const key = { game_id: idOf(row, 'game_id'), player_id: idOf(row, 'player_id') };
    return [
      await playerEvents(ask),
      await printedBoxes(ask),
      await oneRow(ask, 'chart', PLAYER_GAME_CHARTS, key),
      await oneRow(ask, 'minutes', PLAYER_MINUTES, key),
      await oneRow(ask, 'line', PROP_LINES, { ...key, market: 'points' }),
      await oneRow(ask, 'team', TOGS, { game_id: key.game_id, team_abbr: idOf(row, 'team_abbr') }),
    ];
  },
  bases: (row) => ({
    ...(isCounted(row) ? countedBases() : copies('printed', BOX_STATS)),
    ...(row.zones_source === 'shot_chart' ? copies('chart', [...SHOOTING, ...ZONE_STATS]) : {}),
    plus_minus: { source: 'printed', how: 'formula', inputs: ['plus_minus'] },
    ...(row.minutes_source === 'line_ups' ? lineUpMinutes : printedMinutes),
    points_line: { source: 'line', how: 'copy', inputs: ['line'] },
    points_line_book: { source: 'line', how: 'copy', inputs: ['book'] },
    opening_points_line: { source: 'line', how: 'copy', inputs: ['opening_line'] },
    win_flag: { source: 'team', how: 'copy', inputs: ['win_flag'] },
    team_points: { source: 'team', how: 'copy', inputs: ['points'] },
    opponent_points: { source: 'team', how: 'copy', inputs: ['opponent_points'] },
    usage_rate: { source: 'team', how: 'formula', inputs: ['fg_attempts', 'ft_attempts', 'turnovers', 'team_seconds'] },
  }),
};
