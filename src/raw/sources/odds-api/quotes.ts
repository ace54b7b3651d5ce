import { itemsOf, type JsonRecord, NOT_AN_OBJECT, NoRecord, shownText } from '../../readers/json-adapter.js';
import { isObject, type JsonObject } from '../../readers/json-value.js';
import { isEvent, isOfLeague, isPlayerMarket, type Markets, type OddsDocument, timeText } from './document.js';
import { GAME_MARKETS, gameQuotes } from './game-markets.js';
import { outcomesOf, type Told } from './outcomes.js';
import { PLAYER_MARKETS, playerQuotes } from './player-markets.js';

/** A record before it has its number. */
type Numberless = ({ readonly object: JsonObject } | { readonly text: string; readonly reason: string }) & {
  /** What it quotes; NULL for the event itself and for what is no quote of a known market. */
  readonly of: Markets | null;
};

const EVENT = { odds_event_id: null, sport_key: null, commence_time: null, home_team: null, away_team: null };
const PRICED = { bookmaker: null, market: null, last_update: null, point: null, over_price: null, under_price: null };

/** Every record of a kind has all of them, so that one quote in two documents is one and the same record. */
const EMPTY: Readonly<Record<Markets | 'none', JsonObject>> = {
  none: EVENT,
  games: { ...EVENT, ...PRICED, home_price: null, away_price: null },
  players: { ...EVENT, ...PRICED, player: null },
};

/**
 * The records of one kind in a document: each event itself and then its quotes, both sides of a quote in one. What is no
 * quote is told with the reason. The time of a quote is its market's, else its bookmaker's, else that of the snapshot.
 * Records are numbered over both kinds, so that a number names one record of the document.
 * @param leading the kind that also gets the events and the refused records of a document with both kinds
 */
export function* oddsRecords(
  document: OddsDocument,
  kind: Markets | 'none',
  leading: Markets | 'none',
): Generator<JsonRecord> {
  let line = 0;
  let objects = 0;
  for (const { of, ...record } of numberless(document)) {
    line++;
    if ((of ?? leading) !== kind) continue;
    if ('object' in record) {
      objects++;
      yield { line, object: { ...EMPTY[kind], ...record.object } };
    } else yield { line, ...record };
  }
  // A snapshot without games, or without a readable quote, is still a valid file.
  if (objects === 0) yield { line: line + 1, object: EMPTY[kind] };
}

function* numberless({ events, snapshot }: OddsDocument): Generator<Numberless> {
  for (const event of events) {
    if (!isEvent(event)) {
      yield { of: null, text: shownText(event), reason: 'no event' };
      continue;
    }
    const { id, sport_key, home_team, away_team } = event;
    const commence_time = timeText(event.commence_time);
    const game = { odds_event_id: id, sport_key, commence_time, home_team, away_team };
    yield { of: null, object: game };
    if (!isOfLeague(event)) continue;
    const quotes = itemsOf(event.bookmakers ?? [], 'bookmakers', (book) =>
      itemsOf(book.markets, 'markets', (market) => recordsOf(event, game, { book, market, snapshot })),
    );
    for (const one of quotes) yield one instanceof NoRecord ? { of: null, text: one.text, reason: one.reason } : one;
  }
}

interface Place {
  readonly book: JsonObject;
  readonly market: JsonObject;
  readonly snapshot: unknown;
}

function recordsOf(event: JsonObject, game: JsonObject, { book, market, snapshot }: Place): Numberless[] {
  const time = timeText(market.last_update) ?? timeText(book.last_update) ?? timeText(snapshot);
  const place = { bookmaker: book.key, market: market.key, last_update: time };
  const of = marketOf(market);
  return quotesOf(event, market).map((told) =>
    'quote' in told
      ? { of, object: { ...game, ...place, ...told.quote } }
      : { of, ...refused(told.reason, [book.key, market.key, ...told.outcomes.map(outcomeText)]) },
  );
}

const marketOf = ({ key }: JsonObject): Markets => (isPlayerMarket(key) ? 'players' : 'games');

function quotesOf(event: JsonObject, market: JsonObject): Told[] {
  const { key } = market;
  const { outcomes, others } = outcomesOf(market);
  const known = isPlayerMarket(key) ? PLAYER_MARKETS.get(String(key)) : GAME_MARKETS.get(String(key));
  if (known === undefined) return [{ reason: 'unknown market', outcomes: [] }];
  if (outcomes.length + others.length === 0) return [{ reason: 'without outcomes', outcomes }];
  const noOutcomes = others.map((other): Told => ({ reason: NOT_AN_OBJECT, outcomes: [other] }));
  const gameMarket = GAME_MARKETS.get(String(key));
  const quotes = gameMarket === undefined ? playerQuotes(known, outcomes) : gameQuotes(gameMarket, event, outcomes);
  return [...quotes, ...noOutcomes];
}

const refused = (reason: string, parts: readonly unknown[]) => ({
  text: parts.map((part) => String(part)).join(' '),
  reason,
});

/** An outcome as text: "Over Gabe Berston 10.5 1.87". */
function outcomeText(value: unknown): string {
  if (!isObject(value) || value.name === undefined) return String(JSON.stringify(value));
  const { name, description, point, price } = value;
  return [name, description, point, price].filter((part) => part !== undefined && part !== '').join(' ');
}
