import { FILES } from '../raw/raw-schema.js';
import { RAW_GAME_ODDS } from '../raw/tables/game-odds.js';
import { RAW_INJURIES } from '../raw/tables/injuries.js';
import { RAW_PROP_ODDS } from '../raw/tables/prop-odds.js';
import { lineQuotes } from '../tables/reference/game-lines.js';
import { propQuotes } from '../tables/reference/prop-lines.js';
import { earliestFirst, latestFirst } from '../tables/reference/quotes.js';
import { type Ask, type Explainer, idOf, source } from './explainer.js';
import type { Basis, Source } from './report.js';

const FILE = `LEFT JOIN ${FILES} f ON f.file_id = q.file_id`;
const PLACE = 'f.path AS file, q.source_row AS file_line';

const first = (from: string, input: string): Basis => ({ source: from, how: 'first_known', inputs: [input] });

/** Quotes of one kind of a team's game, the one that is used first. */
function lines(ask: Ask, name: string, note: string, condition: string, order: string): Promise<Source> {
  return source(
    ask,
    {
      name,
      table: RAW_GAME_ODDS,
      note,
      sql: `WITH quotes AS (${lineQuotes(ask.ctx)})
        SELECT q.book, q.line_kind, q.quoted_at, q.spread, q.total, q.moneyline, ${PLACE} FROM quotes q ${FILE}
        WHERE q.game_id = $1 AND q.team_abbr = $2 AND ${condition} ORDER BY ${order}`,
    },
    [idOf(ask.row, 'game_id'), idOf(ask.row, 'team_abbr')],
  );
}

export const gameLine: Explainer = {
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

export const propLine: Explainer = {
  async sources(ask) {
    const quotes = await source(
      ask,
      {
        name: 'quotes',
        table: RAW_PROP_ODDS,
        note: 'his quotes of this market before tip-off, the one that counts first',
        sql: `WITH quotes AS (${propQuotes(ask.ctx)})
          SELECT q.player_name, q.book, q.quoted_at, q.side, q.line, q.over_price, q.under_price, ${PLACE} FROM quotes q ${FILE}
          WHERE q.game_id = $1 AND q.market = $2 AND q.player_lookup IN (SELECT player_lookup FROM quotes WHERE player_name = $3)
          ORDER BY ${latestFirst('q')}`,
      },
      [idOf(ask.row, 'game_id'), idOf(ask.row, 'market'), idOf(ask.row, 'player_name')],
    );
    const timed = quotes.rows.filter((row) => row.quoted_at !== null);
    const opening = { ...quotes, name: 'opening', note: 'of these with a time, the earliest', rows: timed.slice(-1) };
    return [quotes, opening];
  },
  bases: () => ({
    line: first('quotes', 'line'),
    book: first('quotes', 'book'),
    quoted_at: first('quotes', 'quoted_at'),
    over_price: { source: 'quotes', how: 'formula', inputs: ['over_price', 'side'] },
    under_price: { source: 'quotes', how: 'formula', inputs: ['under_price', 'side'] },
    opening_line: { source: 'opening', how: 'formula', inputs: ['line'] },
  }),
};

export const newsItem: Explainer = {
  async sources(ask) {
    return [
      await source(
        ask,
        {
          name: 'printed',
          table: RAW_INJURIES,
          note: 'news of that name on that day, as printed',
          sql: `SELECT q.team_abbr, q.player_name, q.kind, q.designation, q.notes, ${PLACE}
            FROM ${RAW_INJURIES} q ${FILE}
            WHERE q.transaction_date = DATE '${ask.date}' AND q.player_name = $1 ORDER BY q.file_id, q.source_row`,
        },
        [idOf(ask.row, 'player_name')],
      ),
    ];
  },
  bases: () => ({ designation: { source: 'printed', how: 'formula', inputs: ['kind', 'designation', 'notes'] } }),
};
