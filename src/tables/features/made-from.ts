import { ZONES } from '../precompute/zone-columns.js';

/** Whose games a feature is made from. */
export const WHOSE = ['player', 'team', 'opponent'] as const;
type Whose = (typeof WHOSE)[number];

/** Columns of the summaries that a feature is made from, and the games whose values enter it. */
export interface Made {
  readonly of: Whose;
  /** Columns of player_game_summary, or of the team summaries; none: only that he played. */
  readonly columns: readonly string[];
  /**
   * The first date whose games enter; all from there to the day before D do. SQL over the inputs i of the feature store, or a
   * number of days before D.
   */
  readonly from: string | number;
}

/** Windows by the column of the inputs that holds the date of their first game. */
const WINDOWS = {
  last_5: 'i.last_5_start',
  last_10: 'i.last_10_start',
  zones_10: 'i.zones_last_10_start',
} as const;

/** Season of the row; conflicts of other seasons never meet it. */
const SEASON = 'i.season_start';

export const ofPlayer = (window: keyof typeof WINDOWS | 'season', ...columns: readonly string[]): Made => ({
  of: 'player',
  columns,
  from: window === 'season' ? SEASON : WINDOWS[window],
});

/** From the games he played in the days before D. */
export const inDays = (days: number, ...columns: readonly string[]): Made => ({ of: 'player', columns, from: days });

/** What both teams' possessions follow from. */
const POSSESSIONS = [
  'possessions',
  'fg_makes',
  'fg_attempts',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'turnovers',
];

const ofTeam = (of: 'team' | 'opponent', columns: readonly string[]): Made => ({
  of,
  columns,
  from: `i.${of}_window_start`,
});

export const paceOf = (of: 'team' | 'opponent'): Made => ofTeam(of, [...POSSESSIONS, 'team_seconds']);
export const ratingOf = (of: 'team' | 'opponent'): Made => ofTeam(of, [...POSSESSIONS, 'points']);
export const resultsOf = (of: 'team' | 'opponent'): Made => ({ of, columns: ['points'], from: SEASON });

/** Plays of his and his team's, and his minutes. */
export const usage: readonly Made[] = [
  ofPlayer('last_10', 'fg_attempts', 'ft_attempts', 'turnovers', 'seconds_played'),
  { of: 'team', columns: ['fg_attempts', 'ft_attempts', 'turnovers', 'team_seconds'], from: WINDOWS.last_10 },
];

const attempts = ZONES.map((zone) => `${zone}_attempts`);

export const zones: Made = ofPlayer('zones_10', ...attempts);

/** His shooting by zone and what the opponent allows by zone. */
export const matchUp: readonly Made[] = [
  zones,
  {
    of: 'opponent',
    columns: ZONES.flatMap((zone) => [`${zone}_attempts`, `${zone}_makes`]),
    from: 'i.opponent_zones_start',
  },
];
