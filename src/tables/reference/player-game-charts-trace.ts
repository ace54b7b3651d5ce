import { RAW_SHOT_CHART } from '../../raw/tables/shot-chart.js';
import { filePlace, literalOf, source } from '../trace/sources.js';
import type { Trace } from '../trace/trace.js';

/** Zones from a chart: its lines of the player. */
export const playerChartTrace: Trace = {
  async sources(ask) {
    const place = filePlace('p');
    return [
      await source(ask, {
        name: 'chart',
        table: RAW_SHOT_CHART,
        note: 'his attempts in the shot chart of the game',
        names: ['event_num', 'period', 'file', 'file_line'],
        sql: `SELECT p.event_num, p.period, p.shot_type_text, p.zone_basic, p.loc_x, p.loc_y, p.made, ${place.columns}
          FROM ${RAW_SHOT_CHART} p ${place.join}
          WHERE p.game_id = ${literalOf(ask, 'game_id')} AND p.player_id = ${literalOf(ask, 'player_id')} ORDER BY p.source_row`,
      }),
    ];
  },
  bases: () => ({ fg_attempts: { source: 'chart', how: 'count', inputs: ['event_num'] } }),
};
