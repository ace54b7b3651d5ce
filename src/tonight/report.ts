import type { Readiness } from '../audit/readiness/readiness.js';
import type { StateName } from '../audit/status/state-name.js';
import type { HitRate } from '../domain/hit-rate.js';

/**
 * How far a game of the page is. no_data: it is over, or its date has passed, and no source has it whole. part: a file has a
 * part of it. in_play: the schedule says so, and nothing of it is there.
 */
export const GAME_STATES_SHOWN = [
  'not_played',
  'in_play',
  'played',
  'part',
  'no_data',
  'postponed',
  'cancelled',
] as const;
export type GameShown = (typeof GAME_STATES_SHOWN)[number];

/** What one book quotes of a game for one team, as of before tip-off. */
export interface GameQuote {
  readonly book: string;
  readonly spread: number | null;
  readonly total: number | null;
  readonly moneyline: number | null;
  readonly openingSpread: number | null;
  readonly openingTotal: number | null;
  readonly quotedAt: string | null;
}

/** A team before its game: columns of upcoming_team_game_context, and what follows from its lines. */
export interface TonightSide {
  readonly team: string;
  readonly spread: number | null;
  readonly openingSpread: number | null;
  readonly spreadMovement: number | null;
  readonly moneyline: number | null;
  readonly impliedPoints: number | null;
  readonly daysRest: number | null;
  readonly backToBack: boolean | null;
  readonly gamesInLast7Days: number | null;
  readonly travelMiles: number | null;
  readonly timeZonesCrossed: number | null;
  readonly consecutiveRoadGames: number | null;
  readonly wins: number | null;
  readonly losses: number | null;
  readonly paceLast10: number | null;
  readonly offRatingLast10: number | null;
  readonly defRatingLast10: number | null;
  readonly rotationPlayersOut: number | null;
  readonly startersOut: number | null;
  readonly quotes: readonly GameQuote[];
  /** Why values are NULL: codes of missing_inputs. */
  readonly missing: readonly string[];
  /** Points scored; NULL unless the game is played. */
  readonly score: number | null;
}

export interface TonightGame {
  readonly gameId: string;
  readonly tipoffAt: string | null;
  readonly state: GameShown;
  readonly stateReason: string | null;
  readonly gameType: string;
  readonly seriesText: string | null;
  readonly arena: string | null;
  readonly isNeutral: boolean | null;
  readonly total: number | null;
  readonly openingTotal: number | null;
  readonly totalMovement: number | null;
  readonly linesBook: string | null;
  readonly linesQuotedAt: string | null;
  readonly away: TonightSide;
  readonly home: TonightSide;
  /** Of the rows of the feature store. */
  readonly readiness: Readiness;
}

/** What one book quotes for a player and market, as of before tip-off. */
export interface PropQuote {
  readonly book: string;
  readonly line: number;
  readonly openingLine: number | null;
  readonly overPrice: number | null;
  readonly underPrice: number | null;
  readonly quotedAt: string | null;
}

/** How often he was over tonight's line in games before the date. */
export interface Hits {
  readonly last5: HitRate;
  readonly last10: HitRate;
  readonly season: HitRate;
  /** Against tonight's opponent, of any season. */
  readonly opponent: HitRate;
}

export interface TonightLine {
  readonly market: string;
  readonly line: number;
  readonly book: string;
  readonly quotedAt: string | null;
  readonly overPrice: number | null;
  readonly underPrice: number | null;
  readonly openingLine: number | null;
  readonly movement: number | null;
  readonly quotes: readonly PropQuote[];
  /** NULL where no box score tells what the market counts. */
  readonly hits: Hits | null;
  /** What came of it; NULL unless the game is played and he took part. */
  readonly outcome: { readonly value: number; readonly result: 'OVER' | 'UNDER' | 'PUSH' } | null;
}

/** Means over games before the date; NULL without a game, or where one of them was not measured. */
export interface Averages {
  readonly market: string;
  readonly last5: number | null;
  readonly last10: number | null;
  readonly season: number | null;
}

/** News that counts for the game: of a list since his last game, or of a report on it from before tip-off. */
export interface News {
  readonly designation: string;
  readonly notes: string | null;
  readonly toldOn: string | null;
  readonly reportedAt: string | null;
  readonly isCertain: boolean;
}

export interface TonightPlayer {
  readonly playerId: number;
  readonly name: string;
  readonly gameId: string;
  readonly team: string;
  readonly opponent: string;
  readonly isHome: boolean | null;
  /** False of a player whom nobody could expect: he is known from the game itself. */
  readonly knownBeforeGame: boolean;
  readonly availability: string;
  readonly news: readonly News[];
  readonly minutesLast10: number | null;
  /** He plays at least as long as the platform asks of a rotation player. */
  readonly isRotation: boolean;
  /** Starts among his last games, at most 10. */
  readonly starts: number;
  readonly games: number;
  readonly usageLast10: number | null;
  readonly projectedUsage: number | null;
  readonly daysRest: number | null;
  readonly backToBack: boolean | null;
  readonly averages: readonly Averages[];
  readonly lines: readonly TonightLine[];
  readonly primaryZone: string | null;
  /** How many percentage points more than the league the opponent allows in that zone; NULL if he is balanced or it is unknown. */
  readonly zoneDefence: number | null;
  readonly mismatch: number | null;
  readonly fatigue: number | null;
  readonly pace: number | null;
  readonly usageSpike: number | null;
  readonly adjustment: number | null;
  /** NULL if the feature store has no row for this player. */
  readonly ready: boolean | null;
  /** Why he is not ready: a code. */
  readonly unready: string | null;
  /** Why values are NULL: codes of missing_inputs. */
  readonly missing: readonly string[];
  /** NULL unless the game is played. */
  readonly result: { readonly status: string; readonly minutes: number | null; readonly points: number | null } | null;
}

/** A line or a name that stands for nobody of the page. */
export interface LooseLine {
  readonly gameId: string | null;
  readonly name: string;
  readonly reason: string;
}

/** The table, by its short name, and the column that a number comes from. */
export interface Proof {
  readonly alias: string;
  readonly value: string;
}

export interface Tonight {
  readonly date: string;
  readonly season: string | null;
  /** Dates with games before and after. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Last date with data. */
  readonly horizon: string | null;
  /** How the partition of the feature store stands, and why. */
  readonly state: StateName | null;
  readonly why: string;
  readonly readiness: Readiness;
  readonly games: readonly TonightGame[];
  /** By game, team and minutes. */
  readonly players: readonly TonightPlayer[];
  readonly loose: readonly LooseLine[];
  /** Where numbers come from, by name: minutes, spread, 'points last5', ... */
  readonly proofs: Readonly<Record<string, Proof>>;
  /** What to do, in order: nothing where all is well. */
  readonly steps: readonly { readonly why: string; readonly command: string }[];
}
