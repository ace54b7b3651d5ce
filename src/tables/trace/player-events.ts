import type { Row } from '../../engine/warehouse.js';
import { PLAYER_GAME_EVENTS, SHOTS } from '../names.js';
import { COUNTED, countedEvents, eventParts } from '../reference/event-stats.js';
import { SHOWN_OF_EVENTS } from '../reference/play-by-play.js';
import { eventsOf } from './events-of.js';
import { filePlace, idOf, literalOf, source } from './sources.js';
import type { Ask, Basis, Source } from './trace.js';

/** Time left in the period, m:ss. */
const CLOCK = `CAST(CAST(FLOOR(p.clock_seconds / 60) AS INT64) AS STRING) || ':' || LPAD(CAST(MOD(p.clock_seconds, 60) AS STRING), 2, '0')`;

/** The events of a game that count something for a player, with the line of the file they came from. */
export async function playerEvents(ask: Ask): Promise<Source> {
  const ctx = ask.contextOf(PLAYER_GAME_EVENTS);
  const { d } = ctx;
  const game = idOf(ask.row, 'game_id');
  const place = filePlace('p');
  return source(ask, {
    name: 'events',
    table: await eventsOf(ask, game),
    note: 'events of the game that count something for him, the latest first',
    names: ['event_num', 'period', 'clock', 'text', 'zone', 'file', 'file_line', 'counts'],
    sql: `WITH ${eventParts(ctx, SHOWN_OF_EVENTS)}, counted AS (${countedEvents(ctx)})
        SELECT CASE WHEN ${d.listHas('c.counts', `'three_pt_makes'`)} THEN 3 WHEN ${d.listHas('c.counts', `'fg_makes'`)} THEN 2
            WHEN ${d.listHas('c.counts', `'ft_makes'`)} THEN 1 END AS points, s.distance_ft,
          p.event_num, p.period, ${CLOCK} AS clock,
          COALESCE(p.home_description, p.visitor_description, p.neutral_description) AS text, s.zone, ${place.columns}, c.counts
        FROM counted c JOIN events p ON p.game_id = c.game_id AND p.event_index = c.event_index
        LEFT JOIN ${SHOTS} s ON s.game_id = c.game_id AND s.event_index = c.event_index ${place.join}
        WHERE c.game_id = ${d.text(game)} AND c.player_id = ${literalOf(ask, 'player_id')} AND ${d.listLength('c.counts')} > 0
        ORDER BY p.event_index DESC, ${d.joinList('c.counts', ' ')}`,
  });
}

/** Whether a box is counted from events, whichever source tells them. */
export const isCounted = (row: Row): boolean => row.box_source === 'play_by_play' || row.box_source === 'bigdataball';

/** Box columns as counts of the events. */
export function countedBases(): Record<string, Basis> {
  const events = { source: 'events' } as const;
  return {
    ...Object.fromEntries(COUNTED.map((name) => [name, { ...events, how: 'count', inputs: [name] }])),
    points: { ...events, how: 'sum', inputs: ['points'] },
    rebounds: { ...events, how: 'count', inputs: ['offensive_rebounds', 'defensive_rebounds'] },
  };
}
