import type { Row } from '../engine/warehouse.js';
import { FILES } from '../raw/raw-schema.js';
import { RAW_PLAYER_BOXES } from '../raw/tables/player-boxes.js';
import { BOX_STATS } from '../tables/box-columns.js';
import { makeSqlContext } from '../tables/make-context.js';
import { PLAYER_MINUTES, PROP_LINES, SHOTS, TOGS } from '../tables/names.js';
import { COUNTED, countedEvents, eventParts } from '../tables/reference/event-stats.js';
import { playerGameEvents } from '../tables/reference/player-game-events.js';
import { GRAPH } from '../tables/registry.js';
import { eventsOf } from './events-of.js';
import { type Ask, copies, type Explainer, idOf, oneRow, source } from './explainer.js';
import type { Basis, Source } from './report.js';

/** The events of a game that count something for a player, with the line of the file they came from. */
export async function playerEvents(ask: Ask): Promise<Source> {
  const ctx = makeSqlContext(playerGameEvents, GRAPH.get, ask.warehouse.dialect);
  const game = idOf(ask.row, 'game_id');
  return source(
    ask,
    {
      name: 'events',
      table: await eventsOf(ask, game),
      note: 'events of the game that count something for him, the latest first',
      sql: `WITH ${eventParts(ctx)}, counted AS (${countedEvents(ctx)})
        SELECT p.event_num, p.period, CAST(p.clock_seconds // 60 AS VARCHAR) || ':' || LPAD(CAST(p.clock_seconds % 60 AS VARCHAR), 2, '0') AS clock,
          COALESCE(p.home_description, p.visitor_description, p.neutral_description) AS text, c.counts,
          CASE WHEN list_contains(c.counts, 'three_pt_makes') THEN 3 WHEN list_contains(c.counts, 'fg_makes') THEN 2
            WHEN list_contains(c.counts, 'ft_makes') THEN 1 END AS points, s.zone, s.distance_ft, f.path AS file, p.source_row AS file_line
        FROM counted c JOIN events p ON p.game_id = c.game_id AND p.event_index = c.event_index
        LEFT JOIN ${SHOTS} s ON s.game_id = c.game_id AND s.event_index = c.event_index
        LEFT JOIN ${FILES} f ON f.file_id = p.file_id
        WHERE c.game_id = $1 AND c.player_id = $2 AND len(c.counts) > 0 ORDER BY p.event_index DESC, c.counts`,
    },
    [game, Number(ask.row.player_id)],
  );
}

/** What box scores and logs print of him in that game. */
function printedBoxes(ask: Ask): Promise<Source> {
  return source(
    ask,
    {
      name: 'printed',
      table: RAW_PLAYER_BOXES,
      note: 'what box score and game log print of him',
      sql: `SELECT b.source_kind, b.seconds, b.minutes_whole, ${BOX_STATS.map((name) => `b.${name}`).join(', ')}, b.plus_minus, b.comment,
          f.path AS file, b.source_row AS file_line
        FROM ${RAW_PLAYER_BOXES} b LEFT JOIN ${FILES} f ON f.file_id = b.file_id
        WHERE b.player_id = $1 AND b.game_date = DATE '${ask.date}' AND b.team_abbr = $2 ORDER BY b.source_kind`,
    },
    [Number(ask.row.player_id), idOf(ask.row, 'team_abbr')],
  );
}

export const playerGame: Explainer = {
  async sources(ask) {
    const { row } = ask;
    const key = { game_id: idOf(row, 'game_id'), player_id: idOf(row, 'player_id') };
    return [
      await playerEvents(ask),
      await printedBoxes(ask),
      await oneRow(ask, 'minutes', PLAYER_MINUTES, key),
      await oneRow(ask, 'line', PROP_LINES, { ...key, market: 'points' }),
      await oneRow(ask, 'team', TOGS, { game_id: key.game_id, team_abbr: idOf(row, 'team_abbr') }),
    ];
  },
  bases: (row) => ({
    ...(isCounted(row) ? counted() : copies('printed', BOX_STATS)),
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

/** Whether a box is counted from events, whoever tells them. */
export const isCounted = (row: Row): boolean => row.box_source === 'play_by_play' || row.box_source === 'bigdataball';

/** Box columns as counts of the events. */
export function counted(): Record<string, Basis> {
  const events = { source: 'events' } as const;
  return {
    ...Object.fromEntries(COUNTED.map((name) => [name, { ...events, how: 'count', inputs: [name] }])),
    points: { ...events, how: 'sum', inputs: ['points'] },
    rebounds: { ...events, how: 'count', inputs: ['offensive_rebounds', 'defensive_rebounds'] },
  };
}
