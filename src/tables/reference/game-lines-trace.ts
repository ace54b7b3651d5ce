import { RAW_GAME_ODDS } from '../../raw/tables/game-odds.js';
import { filePlace, literalOf, source } from '../trace/sources.js';
import type { Ask, Basis, Source, Trace } from '../trace/trace.js';
import { KNOWN_TOO_LATE } from '../windows/was-known.js';
import { lateLineQuotes, lineQuotes } from './line-quotes.js';
import { earliestFirst, latestFirst } from './quotes.js';

const first = (from: string, input: string): Basis => ({ source: from, how: 'first_known', inputs: [input] });

/** Quotes of one kind of a team's game, the one that is used first. */
async function lines(
  ask: Ask,
  name: string,
  note: string,
  condition: string,
  order: string,
  quoted = lineQuotes(ask.ctx),
): Promise<Source> {
  const place = filePlace('q');
  const quotes = await source(ask, {
    name,
    table: RAW_GAME_ODDS,
    note,
    sql: `WITH quotes AS (${quoted})
        SELECT q.raw_table, q.book, q.line_kind, q.quoted_at, q.spread, q.total, q.moneyline, q.known_at, ${place.columns} FROM quotes q ${place.join}
        WHERE q.game_id = ${literalOf(ask, 'game_id')} AND q.team_abbr = ${literalOf(ask, 'team_abbr')} AND ${condition} ORDER BY ${order}`,
  });
  // The raw table of the quote that counts.
  return { ...quotes, table: String(quotes.rows[0]?.raw_table ?? RAW_GAME_ODDS) };
}

export const gameLineTrace: Trace = {
  async sources(ask) {
    const opening = `(q.line_kind = 'opening' OR q.quoted_at IS NOT NULL)`;
    return [
      await lines(
        ask,
        'closing',
        'quotes before tip-off, the one that counts first',
        `q.line_kind <> 'opening'`,
        latestFirst('q'),
      ),
      await lines(ask, 'opening', 'opening quotes, the earliest first', opening, earliestFirst('q')),
      await lines(ask, 'late', KNOWN_TOO_LATE, 'TRUE', latestFirst('q'), lateLineQuotes(ask.ctx)),
    ];
  },
  bases: () => ({
    spread: first('closing', 'spread'),
    total: first('closing', 'total'),
    moneyline: first('closing', 'moneyline'),
    opening_spread: first('opening', 'spread'),
    opening_total: first('opening', 'total'),
  }),
};
