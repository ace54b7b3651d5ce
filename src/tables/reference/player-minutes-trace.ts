import { EVENT } from '../../domain/event-codes.js';
import { periodSecondsSql } from '../../domain/minutes.js';
import { eventsOf } from '../trace/events-of.js';
import { filePlace, idOf, literalOf, source } from '../trace/sources.js';
import type { Ask, Source, Trace } from '../trace/trace.js';
import { onCourt } from './on-court.js';
import { gameEvents, SHOWN_OF_EVENTS } from './play-by-play.js';

/** Time on court: what each period adds, and the substitutions behind it. */
export const timeOnCourtTrace: Trace = {
  async sources(ask) {
    const events = await eventsOf(ask, idOf(ask.row, 'game_id'));
    const periods = await source(ask, {
      name: 'periods',
      table: events,
      note: 'seconds = clock_sum (elapsed at each out minus at each in) + the whole period if he ends it on court (starts + ins - outs)',
      names: ['period'],
      sql: `WITH ${onCourt(ask.ctx)}
          SELECT period, starts, ins, outs, clock_sum, clock_sum + (CASE WHEN starts THEN 1 ELSE 0 END + ins - outs) * ${periodSecondsSql('period')} AS seconds
          FROM on_court WHERE game_id = ${literalOf(ask, 'game_id')} AND player_id = ${literalOf(ask, 'player_id')} ORDER BY period DESC`,
    });
    return [periods, await substitutions(ask, events)];
  },
  bases: () => ({ seconds_played: { source: 'periods', how: 'sum', inputs: ['seconds'] } }),
};

function substitutions(ask: Ask, events: string): Promise<Source> {
  const place = filePlace('p');
  return source(ask, {
    name: 'substitutions',
    table: events,
    note: 'that name him; who begins a period is seen in it before he comes in',
    names: ['event_num', 'period', 'file', 'file_line'],
    sql: `SELECT p.event_num, p.period, CASE WHEN p.player1_id = ${literalOf(ask, 'player_id')} THEN 'out' ELSE 'in' END AS goes,
          ${periodSecondsSql('p.period')} - p.clock_seconds AS elapsed, ${place.columns}
        FROM (${gameEvents(ask.ctx, SHOWN_OF_EVENTS)}) p ${place.join}
        WHERE p.game_id = ${literalOf(ask, 'game_id')} AND p.event_type = ${EVENT.substitution} AND ${literalOf(ask, 'player_id')} IN (p.player1_id, p.player2_id)
        ORDER BY p.event_index DESC`,
  });
}
