import type { Team } from '../../domain/teams.js';
import type { GameQuotes, PropQuote } from '../market/bookmaker.js';
import { tipoffUtc } from '../market/quote-times.js';
import type { ScheduledGame } from '../schedule/game.js';
import type { PlayedGame } from '../season-game.js';
import { csvLine } from './gzip-file.js';
import type { SeasonOutput } from './output.js';

const ODDS_HEADER = 'Date,AH,Team,Final,Spread,ML,Total,Test';
const SPREADS_HEADER =
  'Game_Date,Team_Name,Home,Opponent,Points,Pct_of_Bets,Opening_Spread,Opening_Odds,Betmgm_Spread,Betmgm_Odds,' +
  'Draft_Kings_Spread,Draft_Kings_Odds,Fanduel_Spread,Fanduel_Odds';
const PROPS_HEADER =
  'player,market,bookmaker,side,line,price,home_team,away_team,game_id,commence_time,file_date,timestamp';
const PRA_HEADER =
  'player_name,event_id,event_date,home_team,away_team,bookmaker,line,timestamp,over_price,under_price';

/** What books quoted for a game, in the layouts of the real odds files. */
export function writeMarket(output: SeasonOutput, { scheduled, game }: PlayedGame, quotes: GameQuotes): void {
  const [home, away] = game.sides;
  const rows = [
    ['A', scheduled.away, away.score, -quotes.closingSpread, quotes.awayMoneyline],
    ['H', scheduled.home, home.score, quotes.closingSpread, quotes.homeMoneyline],
  ] as const;
  output
    .file('season', 'game_odds.csv', ODDS_HEADER)
    .lines(
      rows.map(([side, team, final, spread, ml]) =>
        csvLine([scheduled.date, side, oddsName(team), final, fixed(spread), ml, fixed(quotes.total), 0]),
      ),
    );
  output.file('season', 'spreads_by_book.csv', SPREADS_HEADER).lines(
    rows.map(([side, team, final, spread]) => {
      const other = side === 'H' ? scheduled.away : scheduled.home;
      const opening = side === 'H' ? quotes.openingSpread : -quotes.openingSpread;
      const books = [0.5, 0, 0].flatMap((shift) => [signed(side === 'H' ? spread + shift : spread - shift), -110]);
      return csvLine([
        scheduled.date,
        cityOf(team),
        side === 'H' ? 1 : 0,
        cityOf(other),
        final,
        '50%',
        signed(opening),
        -110,
        ...books,
      ]);
    }),
  );
  const event = [oddsName(scheduled.home), oddsName(scheduled.away), quotes.eventId];
  const tail = [...event, tipoffUtc(scheduled).replace('.000Z', 'Z'), scheduled.date];
  const singles = quotes.props.filter((q) => q.market !== 'points_rebounds_assists');
  output.file('season', 'player_props.csv', PROPS_HEADER).lines(singles.flatMap((q) => propLines(q, tail)));
  output
    .file('season', 'player_props_pra.csv', PRA_HEADER)
    .lines(
      quotes.props
        .filter((q) => q.market === 'points_rebounds_assists')
        .map((q) => praLine(q, scheduled, quotes.eventId)),
    );
}

function propLines(quote: PropQuote, event: readonly string[]): string[] {
  const sides = [
    ['Over', quote.over],
    ['Under', quote.under],
  ] as const;
  const head = [quote.player.full_name, `player_${quote.market}`, quote.book];
  return sides.map(([side, price]) => [...head, side, fixed(quote.line), price, ...event, quote.at].join(','));
}

function praLine(quote: PropQuote, game: ScheduledGame, eventId: string): string {
  const names = [oddsName(game.home), oddsName(game.away), quote.book];
  return csvLine([
    quote.player.full_name,
    eventId,
    game.date,
    ...names,
    fixed(quote.line),
    quote.at,
    `${quote.over}.0`,
    `${quote.under}.0`,
  ]);
}

function oddsName(team: Team): string {
  return team.abbr === 'LAC' ? 'Los Angeles Clippers' : team.full_name;
}

/** The spreads file names teams by city. */
function cityOf(team: Team): string {
  return team.abbr === 'LAC' ? 'L.A. Clippers' : team.abbr === 'LAL' ? 'L.A. Lakers' : team.city;
}

function fixed(value: number): string {
  return Object.is(value, -0) ? '0.0' : value.toFixed(1);
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : value === 0 ? 'PK' : String(value);
}
