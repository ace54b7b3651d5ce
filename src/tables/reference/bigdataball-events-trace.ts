import { RAW_BIGDATABALL } from '../../raw/tables/bigdataball.js';
import { filePlace, literalOf, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';

const ofPlay = (...inputs: string[]): Basis => ({ source: 'play', how: 'formula', inputs });

/** An event of BigDataBall: the play as its file has it. */
export const bigDataBallTrace: Trace = {
  async sources(ask) {
    const place = filePlace('p');
    return [
      await source(ask, {
        name: 'play',
        table: RAW_BIGDATABALL,
        note: 'the play as the file has it',
        sql: `SELECT p.play_id, p.event_type, p.type, p.result, p.team_abbr, p.player, p.assist, p.steal, p.block, p.entered, p.left_court,
              p.points, p.shot_distance, p.original_x, p.original_y, p.description, ${place.columns}
            FROM ${RAW_BIGDATABALL} p ${place.join} WHERE p.file_id = ${literalOf(ask, 'file_id')} AND p.source_row = ${literalOf(ask, 'source_row')}`,
      }),
    ];
  },
  bases: () => ({
    event_num: { source: 'play', how: 'copy', inputs: ['play_id'] },
    event_type: ofPlay('event_type', 'type'),
    action_type: ofPlay('event_type', 'type', 'description'),
    shot_value: ofPlay('points', 'description'),
    shot_made: ofPlay('result'),
    shot_distance: { source: 'play', how: 'copy', inputs: ['shot_distance'] },
    loc_x: ofPlay('original_x'),
    loc_y: ofPlay('original_y'),
    is_offensive_rebound: ofPlay('type'),
    player1_id: ofPlay('player', 'left_court'),
    player2_id: ofPlay('assist', 'steal', 'entered'),
    player3_id: ofPlay('block'),
  }),
};
