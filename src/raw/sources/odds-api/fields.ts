import { team } from '../../fields/identity.js';
import { lower } from '../../fields/quotes.js';
import { text } from '../../fields/text.js';
import { easternDate, utcTime } from '../../fields/times.js';
import type { Check, Field, Fields } from '../../raw-source.js';
import type { JsonAdapter } from '../../readers/json-adapter.js';
import { type Markets, marketsOf, oddsDocument, SPORT } from './document.js';
import { oddsRecords } from './quotes.js';

/**
 * The adapter of the markets of one kind, or of documents without any.
 * @param beside the adapter of the other kind
 */
export const adapterOf = (name: string, kind: Markets | 'none', beside?: JsonAdapter): JsonAdapter => ({
  name,
  records(value) {
    const document = oddsDocument(value);
    if (document === null) return null;
    const markets = marketsOf(document);
    const [first = 'none'] = markets;
    return kind === first || markets.some((one) => one === kind) ? oddsRecords(document, kind, first) : null;
  },
  ...(beside === undefined ? {} : { beside: [beside] }),
});

/** A record without a market is an event, which is no row. */
export const IS_QUOTE = 's.market IS NOT NULL';
const IS_EVENT = 's.odds_event_id IS NOT NULL';

/** Checks of a value that not every record has to have. */
const onlyIf = (condition: string, field: Field): Field => ({
  ...field,
  checks: (field.checks ?? []).map((check): Check => ({ ...check, bad: `${condition} AND (${check.bad})` })),
});

const id = text('odds_event_id');

/** What a quote of any market has. */
export const QUOTE_FIELDS: Fields = {
  provider_game_id: {
    ...id,
    reads: [...id.reads, 'sport_key', 'market'],
    checks: [{ field: 'sport_key', bad: `s.sport_key <> '${SPORT}'`, reason: `not ${SPORT}` }],
  },
  game_date: onlyIf(IS_EVENT, easternDate('commence_time', { required: true })),
  tipoff_at: utcTime('commence_time'),
  book: onlyIf(IS_QUOTE, lower('bookmaker')),
  quoted_at: onlyIf(IS_QUOTE, utcTime('last_update', { required: true })),
};

/** The teams of the event, which may not be one and the same. */
const home = onlyIf(IS_EVENT, team('home_team', { required: true }));
const away = onlyIf(IS_EVENT, team('away_team', { required: true }));
export const HOME: Field = home;
export const AWAY: Field = {
  ...away,
  reads: [...away.reads, ...home.reads],
  lookups: [...(away.lookups ?? []), ...(home.lookups ?? [])],
  checks: [...(away.checks ?? []), { field: 'away_team', bad: `${away.sql} = ${home.sql}`, reason: 'the home team' }],
};
