import { isWithin, PROP_LINE } from '../../../domain/line-ranges.js';
import { ALTERNATE } from '../../tables/prop-odds.js';
import { groupedBy, NO_POINT, numberOf, ONE_SIDE, type Outcome, type Told, wrongPrices } from './outcomes.js';

const STATISTICS = [
  ...['points', 'rebounds', 'assists', 'threes'],
  ...['points_rebounds_assists', 'points_rebounds', 'points_assists', 'rebounds_assists'],
];

/** The provider's names of the markets that are read, and ours. */
export const PLAYER_MARKETS: ReadonlyMap<string, string> = new Map(
  STATISTICS.flatMap((name) => ['', ALTERNATE].map((kind) => [`player_${name}${kind}`, `${name}${kind}`] as const)),
);

/** The quotes of a market of players: one for each player, or for each line of a player if they are alternate ones. */
export function playerQuotes(market: string, outcomes: readonly Outcome[]): Told[] {
  const isAlternate = market.endsWith(ALTERNATE);
  return groupedBy(outcomes, ({ description }) => description).flatMap((ofPlayer) => {
    const told = groupedBy(ofPlayer, ({ point }) => String(numberOf(point))).map(lineQuote);
    if (isAlternate || told.filter((each) => 'quote' in each).length < 2) return told;
    const reason = 'several lines: which is the main one is not told';
    return told.map((each) => ('quote' in each ? { reason, outcomes: ofPlayer } : each));
  });
}

/** The outcomes of one line of one player as a quote. */
function lineQuote(outcomes: readonly Outcome[]): Told {
  const refuse = (reason: string): Told => ({ reason, outcomes });
  const of = (side: string) => outcomes.filter(({ name }) => name.toLowerCase() === side);
  const [over, under] = [of('over'), of('under')];
  const [one, other] = [over[0], under[0]];
  const player = outcomes[0]?.description ?? '';
  const point = numberOf(outcomes[0]?.point);
  if (player === '') return refuse('without a player');
  if (over.length + under.length < outcomes.length) return refuse('neither over nor under');
  if (point === null) return refuse(NO_POINT);
  if (over.length > 1 || under.length > 1) return refuse('a side twice');
  if (one === undefined || other === undefined) return refuse(ONE_SIDE);
  if (!isWithin(point, PROP_LINE)) return refuse('out of range');
  const prices = wrongPrices([one.price, other.price]);
  if (prices !== null) return refuse(prices);
  return { quote: { player, point, over_price: one.price, under_price: other.price } };
}
