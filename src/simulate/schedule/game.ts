import { type Arena, arenaFor } from '../../domain/arenas.js';
import { seasonLabel } from '../../domain/seasons.js';
import type { Team } from '../../domain/teams.js';

type GameKind = 'preseason' | 'regular' | 'all_star' | 'play_in' | 'playoffs' | 'cup_final';

export interface ScheduledGame {
  readonly id: string;
  readonly kind: GameKind;
  /** US/Eastern. */
  date: string;
  /** Eastern wall clock, HH:MM. */
  time: string;
  home: Team;
  away: Team;
  arena: { readonly name: string; readonly city: string };
  neutral: boolean;
  /** As the league prints it: "NBA Cup", "Preseason", "East First Round". */
  label: string;
  subLabel: string;
  seriesText: string;
  seriesGame: string;
  result: { readonly home: number; readonly away: number } | null;
}

const ID_PREFIX: Readonly<Record<GameKind, string>> = {
  preseason: '001',
  regular: '002',
  all_star: '003',
  playoffs: '004',
  play_in: '005',
  cup_final: '006',
};

/** The league's id: kind, two digits of the season's year, five of the game. */
function gameId(kind: GameKind, year: number, number: number): string {
  return `${ID_PREFIX[kind]}${String(year % 100).padStart(2, '0')}${String(number).padStart(5, '0')}`;
}

export interface GameParts {
  readonly kind: GameKind;
  readonly year: number;
  readonly number: number;
  readonly date: string;
  readonly home: Team;
  readonly away: Team;
  readonly label?: string;
  readonly subLabel?: string;
  readonly seriesText?: string;
  readonly seriesGame?: string;
  readonly neutralArena?: { readonly name: string; readonly city: string };
  readonly time?: string;
}

export function makeGame(parts: GameParts): ScheduledGame {
  const home = arenaFor(parts.home.abbr, seasonLabel(parts.year));
  return {
    id: gameId(parts.kind, parts.year, parts.number),
    kind: parts.kind,
    date: parts.date,
    time: parts.time ?? tipoff(home, parts.number),
    home: parts.home,
    away: parts.away,
    arena: parts.neutralArena ?? { name: home?.name ?? 'TBD', city: home?.city ?? '' },
    neutral: parts.neutralArena !== undefined,
    label: parts.label ?? '',
    subLabel: parts.subLabel ?? '',
    seriesText: parts.seriesText ?? '',
    seriesGame: parts.seriesGame ?? '',
    result: null,
  };
}

/** Local evening starts in Eastern time; those on the Pacific coast fall on the next day in UTC, like the real ones. */
const STARTS: Readonly<Record<string, readonly string[]>> = {
  'America/Chicago': ['20:00', '20:00', '19:30', '20:30'],
  'America/Denver': ['21:00', '21:00', '21:30'],
  'America/Phoenix': ['21:00', '22:00'],
  'America/Los_Angeles': ['22:00', '22:30', '22:00', '21:00'],
};

function tipoff(arena: Arena | null, number: number): string {
  const starts = STARTS[arena?.time_zone ?? ''] ?? ['19:00', '19:30', '19:00', '20:00'];
  return starts[number % starts.length] ?? '19:00';
}
