import { RAW_PLAY_BY_PLAY } from '../../raw/tables/play-by-play.js';
import { RAW_SHOT_CHART } from '../../raw/tables/shot-chart.js';
import { eventsOf } from '../trace/events-of.js';
import { filePlace, idOf, literalOf, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';

/** A shot: its event, and the row of the chart that tells where it was taken. */
export const shotTrace: Trace = {
  async sources(ask) {
    const game = idOf(ask.row, 'game_id');
    const events = await eventsOf(ask, game);
    const place = filePlace('p');
    const lineOf = (table: string) =>
      `${place.columns} FROM ${table} p ${place.join} WHERE p.game_id = ${literalOf(ask, 'game_id')}`;
    return [
      await source(ask, {
        name: 'event',
        table: events,
        note: 'as the play-by-play has it',
        names: ['event_num', 'file', 'file_line'],
        sql: `SELECT p.event_num, COALESCE(p.home_description, p.visitor_description) AS text, p.loc_x, p.loc_y, p.shot_distance, ${lineOf(events)} AND p.event_index = ${literalOf(ask, 'event_index')}`,
      }),
      await source(ask, {
        name: 'chart',
        table: RAW_SHOT_CHART,
        note: 'as the shot chart has it',
        // Of another source's plays the numbers are not those of the chart.
        sql: `SELECT p.loc_x, p.loc_y, p.distance_ft, p.zone_basic, ${lineOf(RAW_SHOT_CHART)} AND p.event_num = ${literalOf(ask, 'event_num')} AND ${events === RAW_PLAY_BY_PLAY} ORDER BY p.source_row LIMIT 1`,
      }),
    ];
  },
  bases: (row) => ({
    ...(row.distance_source === 'shot_chart' ? placeOnChart : placeOfEvent),
    made: { source: 'event', how: 'formula', inputs: ['text'] },
    value: { source: 'event', how: 'formula', inputs: ['text'] },
  }),
};

const placeOnChart: Record<string, Basis> = {
  x: { source: 'chart', how: 'copy', inputs: ['loc_x'] },
  y: { source: 'chart', how: 'copy', inputs: ['loc_y'] },
  distance_ft: { source: 'chart', how: 'formula', inputs: ['loc_x', 'loc_y', 'distance_ft'] },
};
const placeOfEvent: Record<string, Basis> = {
  x: { source: 'event', how: 'copy', inputs: ['loc_x'] },
  y: { source: 'event', how: 'copy', inputs: ['loc_y'] },
  distance_ft: { source: 'event', how: 'formula', inputs: ['loc_x', 'loc_y', 'shot_distance', 'text'] },
};
