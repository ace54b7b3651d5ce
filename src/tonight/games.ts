import { impliedPoints } from '../domain/implied-points.js';
import type { Warehouse } from '../engine/warehouse.js';
import { DUE_GAMES, GAMES, UTGC } from '../tables/names.js';
import type { GameShown, TonightSide } from './report.js';

/** A counting game of a date with what the schedule and the sources tell of it. */
export type GameRow = {
  readonly game_id: string;
  readonly tipoff_at: string | null;
  readonly season: string;
  readonly game_type: string;
  readonly series_text: string | null;
  readonly arena_name: string | null;
  readonly is_neutral: boolean | null;
  readonly home_abbr: string;
  readonly away_abbr: string;
  readonly status: string;
  readonly status_reason: string | null;
  readonly home_score: number | null;
  readonly away_score: number | null;
  readonly is_due: boolean;
  readonly is_whole: boolean;
  readonly is_part: boolean;
};

/** The counting games of a date in the order of their tip-offs; a game without one comes last. */
export const gamesOf = (warehouse: Warehouse, date: string): Promise<GameRow[]> =>
  warehouse.query<{ [K in keyof GameRow]: GameRow[K] }>(
    `SELECT g.game_id, g.tipoff_at, g.season, g.game_type, g.series_text, g.arena_name, g.is_neutral, g.home_abbr, g.away_abbr,
       g.status, g.status_reason, g.home_score, g.away_score, u.game_id IS NOT NULL AS is_due,
       COALESCE(g.events_whole, FALSE) OR COALESCE(g.box_score_whole, FALSE) OR COALESCE(g.game_log_whole, FALSE)
         OR COALESCE(g.team_log_whole, FALSE) AS is_whole,
       COALESCE(NOT g.events_whole, FALSE) OR g.boxes_reason IS NOT NULL AS is_part
     FROM ${GAMES} g LEFT JOIN ${DUE_GAMES} u ON u.game_id = g.game_id
     WHERE g.game_date = ? AND g.is_counting ORDER BY g.tipoff_at NULLS LAST, g.game_id`,
    [date],
  );

/** How far a game is. What is not due is not played yet, or goes on. */
export function gameShown({ status, is_due, is_whole, is_part }: GameRow): GameShown {
  if (status === 'postponed' || status === 'cancelled') return status;
  if (!is_due) return status === 'live' ? 'in_play' : 'not_played';
  if (is_whole) return 'played';
  return is_part ? 'part' : 'no_data';
}

type SideRow = Readonly<Record<'game_id' | 'team_abbr', string>> & {
  readonly missing_inputs: readonly string[];
  readonly game_line_book: string | null;
  readonly game_line_quoted_at: string | null;
  readonly back_to_back: boolean | null;
} & Readonly<Record<(typeof NUMBERS)[number], number | null>>;

const NUMBERS = [
  ...(['game_spread', 'opening_spread', 'spread_movement', 'game_total', 'opening_total'] as const),
  ...(['total_movement', 'moneyline', 'days_rest', 'games_in_last_7_days', 'travel_miles'] as const),
  ...(['time_zones_crossed', 'consecutive_road_games', 'wins', 'losses', 'pace_last_10'] as const),
  ...(['off_rating_last_10', 'def_rating_last_10', 'rotation_players_out', 'starters_out'] as const),
] as const;

/** A team's context, with the columns of the game's lines. */
export interface SideFacts {
  readonly side: Omit<TonightSide, 'quotes' | 'score'>;
  readonly total: number | null;
  readonly openingTotal: number | null;
  readonly totalMovement: number | null;
  readonly book: string | null;
  readonly quotedAt: string | null;
}

/** What is known of each team before its game, by game and team. */
export async function sidesOf(warehouse: Warehouse, date: string): Promise<ReadonlyMap<string, SideFacts>> {
  const rows = await warehouse.query<{
    [K in keyof SideRow]: SideRow[K] extends readonly string[] ? string[] : SideRow[K];
  }>(
    `SELECT game_id, team_abbr, ${NUMBERS.join(', ')}, back_to_back, game_line_book, game_line_quoted_at, missing_inputs
     FROM ${UTGC} WHERE game_date = ?`,
    [date],
  );
  return new Map(rows.map((row) => [sideKey(row.game_id, row.team_abbr), factsOf(row.team_abbr, row)]));
}

export const sideKey = (game: string, team: string): string => `${game} ${team}`;

/** Of a team without a context nothing is known. */
export function factsOf(team: string, row: SideRow | null): SideFacts {
  const number = (name: (typeof NUMBERS)[number]) => row?.[name] ?? null;
  const [spread, total] = [number('game_spread'), number('game_total')];
  return {
    side: {
      team,
      spread,
      openingSpread: number('opening_spread'),
      spreadMovement: number('spread_movement'),
      moneyline: number('moneyline'),
      impliedPoints: impliedPoints({ spread, total }),
      daysRest: number('days_rest'),
      backToBack: row?.back_to_back ?? null,
      gamesInLast7Days: number('games_in_last_7_days'),
      travelMiles: number('travel_miles'),
      timeZonesCrossed: number('time_zones_crossed'),
      consecutiveRoadGames: number('consecutive_road_games'),
      wins: number('wins'),
      losses: number('losses'),
      paceLast10: number('pace_last_10'),
      offRatingLast10: number('off_rating_last_10'),
      defRatingLast10: number('def_rating_last_10'),
      rotationPlayersOut: number('rotation_players_out'),
      startersOut: number('starters_out'),
      missing: row?.missing_inputs ?? [],
    },
    total,
    openingTotal: number('opening_total'),
    totalMovement: number('total_movement'),
    book: row?.game_line_book ?? null,
    quotedAt: row?.game_line_quoted_at ?? null,
  };
}
