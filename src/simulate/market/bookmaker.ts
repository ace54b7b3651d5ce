import { Tally } from '../collections.js';
import { rebounds } from '../game/box.js';
import type { TeamSheet } from '../game/play-game.js';
import type { PlayerLine } from '../game/sides.js';
import type { Player } from '../league/player.js';
import type { Rng } from '../rng.js';
import type { ScheduledGame } from '../schedule/game.js';
import type { PlayedGame } from '../season-game.js';
import { type QuoteClock, quoteClock, quoteTimes } from './quote-times.js';

const BOOKS = ['DraftKings', 'FanDuel', 'BetMGM'] as const;
type Book = (typeof BOOKS)[number];
export type Market = 'points' | 'rebounds' | 'assists' | 'points_rebounds_assists';

/** One line of one book at one time. */
export interface PropQuote {
  readonly player: Player;
  readonly market: Market;
  readonly book: Book;
  readonly line: number;
  readonly over: number;
  readonly under: number;
  /** ISO UTC. */
  readonly at: string;
}

export interface GameQuotes {
  /** Home spread at the opening and at the close, negative = home favourite. */
  readonly openingSpread: number;
  readonly closingSpread: number;
  readonly total: number;
  readonly homeMoneyline: number;
  readonly awayMoneyline: number;
  readonly props: readonly PropQuote[];
  readonly eventId: string;
}

interface Form {
  games: number;
  readonly totals: Record<Market, number>;
  readonly recent: Record<Market, number[]>;
}

const MARKETS: readonly Market[] = ['points', 'rebounds', 'assists', 'points_rebounds_assists'];
const HOME_EDGE = 1.8;
const AVERAGE_POINTS = 110.5;
/** Standard deviation of a margin, for moneylines. */
const MARGIN_SD = 13.5;
const NO_GAMES = { games: 0, points: 0 };
const PRIOR_GAMES = 5;
const LINED_SHARE = 0.44;

/** Sets lines from what the season has shown so far; of the night itself he knows who dresses, not what will happen. */
export class Bookmaker {
  private readonly ratings = new Tally<number>();
  private readonly totals = new Map<number, { games: number; points: number }>();
  private readonly players = new Map<number, Form>();

  constructor(private readonly rng: Rng) {}

  quote(game: ScheduledGame, home: TeamSheet, away: TeamSheet): GameQuotes {
    const rng = this.rng.fork(game.id);
    const expected = this.rating(game.home.team_id) - this.rating(game.away.team_id) + (game.neutral ? 0 : HOME_EDGE);
    const margin = expected + strength(home) - strength(away);
    const closingSpread = half(-margin + rng.normal(0, 0.6));
    const openingSpread = half(-expected + rng.normal(0, 1.2));
    const total = half((this.scoring(game.home.team_id) + this.scoring(game.away.team_id)) / 2 + rng.normal(0, 2));
    const winProbability = 1 / (1 + Math.exp((1.7 * closingSpread) / MARGIN_SD));
    const eventId = hex(rng);
    const clock = quoteClock(game);
    const props = [home, away].flatMap((sheet) => this.propQuotes(clock, sheet, rng));
    return {
      openingSpread,
      closingSpread,
      total,
      homeMoneyline: american(winProbability * 1.04),
      awayMoneyline: american((1 - winProbability) * 1.04),
      props,
      eventId,
    };
  }

  /** The same quotes with those made while the game was on: they know what no forecast may know. */
  afterTipoff(quotes: GameQuotes, played: PlayedGame): GameQuotes {
    const rng = this.rng.fork(`live/${played.scheduled.id}`);
    const lines = new Map<number, PlayerLine>(
      played.game.sides.flatMap((s) => s.lines.map((l) => [l.player.id, l] as const)),
    );
    const clock = quoteClock(played.scheduled);
    const live: PropQuote[] = [];
    for (const quote of quotes.props) {
      const line = lines.get(quote.player.id);
      if (line === undefined || quote.at !== lastBefore(quotes.props, quote) || !rng.chance(0.3)) continue;
      const known = rng.between(0.3, 0.9);
      const moved = quote.line * (1 - known) + statOf(line, quote.market) * known;
      live.push({ ...quote, line: propLine(moved, rng), at: quoteTimes(clock, rng).live });
    }
    return { ...quotes, props: [...quotes.props, ...live] };
  }

  learn({ scheduled, game }: PlayedGame): void {
    const [home, away] = game.sides;
    const surprise =
      home.score - away.score - (this.rating(scheduled.home.team_id) - this.rating(scheduled.away.team_id) + HOME_EDGE);
    for (const [team, sign] of [
      [scheduled.home, 1],
      [scheduled.away, -1],
    ] as const) {
      this.ratings.add(team.team_id, 0.055 * sign * surprise);
      const row = this.totals.get(team.team_id) ?? NO_GAMES;
      this.totals.set(team.team_id, { games: row.games + 1, points: row.points + home.score + away.score });
    }
    for (const side of game.sides) for (const line of side.lines) if (line.seconds > 0) this.learnPlayer(line);
  }

  private learnPlayer(line: PlayerLine): void {
    const zero = () => ({ points: 0, rebounds: 0, assists: 0, points_rebounds_assists: 0 });
    const form = this.players.get(line.player.id) ?? {
      games: 0,
      totals: zero(),
      recent: { points: [], rebounds: [], assists: [], points_rebounds_assists: [] },
    };
    form.games++;
    for (const market of MARKETS) {
      const value = statOf(line, market);
      form.totals[market] += value;
      form.recent[market].push(value);
      if (form.recent[market].length > 10) form.recent[market].shift();
    }
    this.players.set(line.player.id, form);
  }

  private propQuotes(clock: QuoteClock, sheet: TeamSheet, rng: Rng): PropQuote[] {
    const quotes: PropQuote[] = [];
    for (const { player, share } of sheet.dressed) {
      if (share < LINED_SHARE) continue;
      for (const market of MARKETS) {
        if (market !== 'points' && !rng.chance(market === 'points_rebounds_assists' ? 0.8 : 0.4)) continue;
        const fair = this.projection(player, share, market);
        for (const book of BOOKS) {
          if (book === 'BetMGM' && !rng.chance(0.35)) continue;
          const { opening, later, closing } = quoteTimes(clock, rng);
          const first = fair * Math.exp(rng.normal(0, 0.05));
          for (const [at, weight] of [
            [opening, 0],
            [later, 0.5],
            [closing, 1],
          ] as const) {
            if (at === later && (market !== 'points' || rng.chance(0.5))) continue;
            const line = propLine(first * (1 - weight) + fair * weight, rng);
            const lean = 5 * rng.int(-3, 3);
            quotes.push({ player, market, book, line, over: price(-110 + lean), under: price(-110 - lean), at });
          }
        }
      }
    }
    return quotes;
  }

  /** Season mean and last ten, drawn towards what his role promises while games are few. */
  private projection(player: Player, share: number, market: Market): number {
    const minutes = share * 48;
    const prior = {
      points: minutes * 0.43 * player.skills.volume,
      rebounds: minutes * 0.17 * player.skills.defensive_rebound,
      assists: minutes * 0.09 * player.skills.passing,
    };
    const promised =
      market === 'points_rebounds_assists' ? prior.points + prior.rebounds + prior.assists : prior[market];
    const form = this.players.get(player.id);
    if (form === undefined) return promised;
    const recent = form.recent[market];
    const last = recent.reduce((a, b) => a + b, 0) / Math.max(1, recent.length);
    const season = form.totals[market] / form.games;
    const shown = 0.6 * season + 0.4 * last;
    return (shown * form.games + promised * PRIOR_GAMES) / (form.games + PRIOR_GAMES);
  }

  private rating(teamId: number): number {
    return this.ratings.of(teamId);
  }

  private scoring(teamId: number): number {
    const row = this.totals.get(teamId);
    const prior = 2 * AVERAGE_POINTS * 6;
    return row === undefined ? 2 * AVERAGE_POINTS : (row.points + prior) / (row.games + 6);
  }
}

/** Points of margin that the absence of good players costs, from the shares of those who dress. */
function strength(sheet: TeamSheet): number {
  let sum = 0;
  for (const { player, share } of sheet.dressed) sum += player.quality * share;
  return 1.1 * (sum - 3);
}

function statOf(line: PlayerLine, market: Market): number {
  const { box } = line;
  const values = { points: box.points, rebounds: rebounds(box), assists: box.assists };
  return market === 'points_rebounds_assists' ? values.points + values.rebounds + values.assists : values[market];
}

function lastBefore(props: readonly PropQuote[], quote: PropQuote): string {
  const same = props.filter((p) => p.player === quote.player && p.market === quote.market && p.book === quote.book);
  return (
    same
      .map((p) => p.at)
      .sort()
      .at(-1) ?? ''
  );
}

/** Books quote halves nearly always, whole numbers now and then: those can push. */
function propLine(value: number, rng: Rng): number {
  const floor = Math.max(0, Math.floor(value));
  return rng.chance(0.06) ? Math.max(1, Math.round(value)) : floor + 0.5;
}

/** American odds run from -100 down and from +100 up: -95 is written +105. */
function price(odds: number): number {
  return odds > -100 && odds < 100 ? 200 + odds : odds;
}

function half(value: number): number {
  return Math.round(value * 2) / 2;
}

function american(probability: number): number {
  const p = Math.min(0.97, Math.max(0.03, probability));
  const odds = p > 0.5 ? (-100 * p) / (1 - p) : (100 * (1 - p)) / p;
  return Math.round(odds / 5) * 5;
}

function hex(rng: Rng): string {
  return Array.from({ length: 32 }, () => rng.int(0, 15).toString(16)).join('');
}
