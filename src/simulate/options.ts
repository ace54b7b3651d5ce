import { isIsoDate } from '../domain/dates.js';
import { PlatformError } from '../errors.js';
import type { Fault } from './faults/fault.js';
import type { PlantedFault } from './faults/fault-desk.js';
import type { LiveKey } from './live/live-key.js';
import type { WrittenFile } from './write/output.js';

export interface SimulateOptions {
  readonly seasons: number;
  /** Any text or number; the same seed gives the same bytes. */
  readonly seed: string | number;
  /** Directory to write to; made if absent. */
  readonly out: string;
  /** Even, 2 to 30. */
  readonly teams?: number;
  readonly gamesPerTeam?: number;
  readonly faults?: readonly Fault[];
  /** Last date played (ISO); later games stand in the schedule without a result. */
  readonly until?: string;
  /** Year the first season starts in. */
  readonly firstSeason?: number;
  /** Full box scores with mm:ss, starters and comments (default true); the real seasons after 2020-21 have none. */
  readonly boxScores?: boolean;
  /** Looked at between dates. */
  readonly signal?: AbortSignal;
  /** Told the date that is played next. */
  readonly onDate?: (season: string, date: string) => void;
  /** BigDataBall play-by-play besides the league's (default false). */
  readonly bigDataBall?: boolean;
  /** What is to be had day by day, too: injury reports, scoreboards, rosters (default false). */
  readonly daily?: boolean;
  /** Also writes timed deliveries with faults, and their key (default false). */
  readonly live?: boolean;
}

export interface SeasonSummary {
  readonly season: string;
  readonly firstDate: string;
  readonly lastDate: string;
  /** Games played, by kind. */
  readonly games: Readonly<Record<string, number>>;
  readonly players: number;
  readonly trades: number;
}

export interface SimulateReport {
  readonly out: string;
  readonly seasons: readonly SeasonSummary[];
  readonly files: readonly WrittenFile[];
  readonly faults: readonly PlantedFault[];
  /** One of each season, where it was to be live. */
  readonly live: readonly LiveKey[];
}

export interface CheckedOptions extends Required<Omit<SimulateOptions, 'until' | 'seed' | 'signal' | 'onDate'>> {
  readonly onDate: SimulateOptions['onDate'] | null;
  readonly signal: AbortSignal | null;
  readonly seed: string;
  readonly until: string | null;
}

/** Defaults filled in. BAD_OPTION for what no league can be made of. */
export function checkOptions(options: SimulateOptions): CheckedOptions {
  const checked: CheckedOptions = {
    seasons: options.seasons,
    seed: String(options.seed),
    out: options.out,
    teams: options.teams ?? DEFAULTS.teams,
    gamesPerTeam: options.gamesPerTeam ?? DEFAULTS.gamesPerTeam,
    faults: options.faults ?? [],
    until: options.until ?? null,
    signal: options.signal ?? null,
    onDate: options.onDate ?? null,
    firstSeason: options.firstSeason ?? DEFAULTS.firstSeason,
    boxScores: options.boxScores ?? options.live !== true,
    bigDataBall: options.bigDataBall ?? false,
    daily: options.daily === true || options.live === true,
    live: options.live ?? false,
  };
  within('--seasons', checked.seasons, 1, 50);
  within('--teams', checked.teams, 2, 30);
  within('--games-per-team', checked.gamesPerTeam, 1, 82);
  within('--first-season', checked.firstSeason, 2012, 2040);
  if (checked.teams % 2 !== 0)
    throw bad('--teams must be even: every team plays the same number of games.', checked.teams);
  if (checked.until !== null && !isIsoDate(checked.until)) throw bad('--until must be a date.', checked.until);
  return checked;
}

const DEFAULTS = { teams: 30, gamesPerTeam: 82, firstSeason: 2023 } as const;

function within(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw bad(`${name} must be a whole number from ${low} to ${high}.`, value);
  }
}

function bad(what: string, value: string | number): PlatformError {
  return new PlatformError('BAD_OPTION', `${what} Given: ${value}.`, 'See nba-props simulate --help.');
}
