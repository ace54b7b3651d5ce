import { foldName } from './fold-name.js';

export type Conference = 'East' | 'West';
type Division = 'Atlantic' | 'Central' | 'Southeast' | 'Northwest' | 'Pacific' | 'Southwest';

export interface Team {
  /** League id, 1610612737 to 1610612766. */
  readonly team_id: number;
  /** League tricode. */
  readonly abbr: string;
  readonly city: string;
  readonly nickname: string;
  readonly full_name: string;
  readonly conference: Conference;
  readonly division: Division;
}

const CONFERENCE_OF: Readonly<Record<Division, Conference>> = {
  Atlantic: 'East',
  Central: 'East',
  Southeast: 'East',
  Northwest: 'West',
  Pacific: 'West',
  Southwest: 'West',
};

const team = (id: number, abbr: string, city: string, nickname: string, division: Division): Team => ({
  team_id: 1610612700 + id,
  abbr,
  city,
  nickname,
  full_name: `${city} ${nickname}`,
  conference: CONFERENCE_OF[division],
  division,
});

/** The 30 franchises, by league id. */
export const TEAMS: readonly Team[] = [
  team(37, 'ATL', 'Atlanta', 'Hawks', 'Southeast'),
  team(38, 'BOS', 'Boston', 'Celtics', 'Atlantic'),
  team(39, 'CLE', 'Cleveland', 'Cavaliers', 'Central'),
  team(40, 'NOP', 'New Orleans', 'Pelicans', 'Southwest'),
  team(41, 'CHI', 'Chicago', 'Bulls', 'Central'),
  team(42, 'DAL', 'Dallas', 'Mavericks', 'Southwest'),
  team(43, 'DEN', 'Denver', 'Nuggets', 'Northwest'),
  team(44, 'GSW', 'Golden State', 'Warriors', 'Pacific'),
  team(45, 'HOU', 'Houston', 'Rockets', 'Southwest'),
  team(46, 'LAC', 'Los Angeles', 'Clippers', 'Pacific'),
  team(47, 'LAL', 'Los Angeles', 'Lakers', 'Pacific'),
  team(48, 'MIA', 'Miami', 'Heat', 'Southeast'),
  team(49, 'MIL', 'Milwaukee', 'Bucks', 'Central'),
  team(50, 'MIN', 'Minnesota', 'Timberwolves', 'Northwest'),
  team(51, 'BKN', 'Brooklyn', 'Nets', 'Atlantic'),
  team(52, 'NYK', 'New York', 'Knicks', 'Atlantic'),
  team(53, 'ORL', 'Orlando', 'Magic', 'Southeast'),
  team(54, 'IND', 'Indiana', 'Pacers', 'Central'),
  team(55, 'PHI', 'Philadelphia', '76ers', 'Atlantic'),
  team(56, 'PHX', 'Phoenix', 'Suns', 'Pacific'),
  team(57, 'POR', 'Portland', 'Trail Blazers', 'Northwest'),
  team(58, 'SAC', 'Sacramento', 'Kings', 'Pacific'),
  team(59, 'SAS', 'San Antonio', 'Spurs', 'Southwest'),
  team(60, 'OKC', 'Oklahoma City', 'Thunder', 'Northwest'),
  team(61, 'TOR', 'Toronto', 'Raptors', 'Atlantic'),
  team(62, 'UTA', 'Utah', 'Jazz', 'Northwest'),
  team(63, 'MEM', 'Memphis', 'Grizzlies', 'Southwest'),
  team(64, 'WAS', 'Washington', 'Wizards', 'Southeast'),
  team(65, 'DET', 'Detroit', 'Pistons', 'Central'),
  team(66, 'CHA', 'Charlotte', 'Hornets', 'Southeast'),
];

/** What sources write besides tricode, city, nickname and full name. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  BKN: ['BRK', 'BK', 'NJN', 'NJ', 'New Jersey', 'New Jersey Nets'],
  CHA: ['CHO', 'CHH', 'Bobcats', 'Charlotte Bobcats'],
  CLE: ['Cavs', 'Cleveland Cavs'],
  DAL: ['Mavs', 'Dallas Mavs'],
  GSW: ['GS', 'GOS', 'Golden St', 'Golden State Warriors'],
  LAC: ['LA Clippers', 'L.A. Clippers', 'LAClippers'],
  LAL: ['LA Lakers', 'L.A. Lakers'],
  MEM: ['VAN', 'Vancouver', 'Vancouver Grizzlies'],
  MIN: ['Wolves', 'T-Wolves', 'Minnesota Wolves'],
  NOP: [
    'NO',
    'NOR',
    'NOH',
    'NOK',
    'New Orleans Hornets',
    'New Orleans/Oklahoma City Hornets',
    'NO/Oklahoma City Hornets',
  ],
  NYK: ['NY', 'NY Knicks'],
  OKC: ['SEA', 'OKL', 'Okla City', 'OKC Thunder', 'Seattle', 'Seattle SuperSonics', 'SuperSonics', 'Sonics'],
  PHI: ['PHL', 'Sixers', 'Philadelphia Sixers', 'Philadelphia Seventy Sixers', 'Seventy Sixers', 'Phila'],
  PHX: ['PHO'],
  POR: ['Blazers', 'Portland Blazers', 'Trailblazers'],
  SAS: ['SA', 'SAN', 'San Antonio Spurs'],
  UTA: ['UTAH', 'UTH'],
  WAS: ['WSH', 'Bullets', 'Washington Bullets', 'WSB'],
};

/** Names two franchises share: they name neither. */
const AMBIGUOUS = new Set(['losangeles', 'la']);

const BY_ID = new Map(TEAMS.map((t) => [t.team_id, t]));
const BY_ABBR = new Map(TEAMS.map((t) => [t.abbr, t]));
const BY_NAME = new Map(
  TEAMS.flatMap((t) =>
    [t.abbr, t.city, t.nickname, t.full_name, ...(VARIANTS[t.abbr] ?? [])].map(
      (name) => [foldName(name), t.abbr] as const,
    ),
  ).filter(([name]) => !AMBIGUOUS.has(name)),
);

/**
 * Canonical tricode of a team as a source writes it: tricode variants (BRK, PHO, GS, UTAH), full and city names,
 * nicknames; case, accents and punctuation do not matter. NULL for what names no team or more than one ("Los Angeles").
 *
 * Names of the past give today's tricode of the same franchise (NJN -> BKN, SEA -> OKC, NOH and NOK -> NOP, VAN -> MEM,
 * Charlotte Bobcats -> CHA), because the league's team id, which the tables join on, did not change with the name either.
 */
export function teamAbbr(text: string): string | null {
  return BY_NAME.get(foldName(text)) ?? null;
}

/** Franchise of a league id. */
export function teamById(id: number): Team | undefined {
  return BY_ID.get(id);
}

/** Franchise of a canonical tricode. */
export function teamByAbbr(abbr: string): Team | undefined {
  return BY_ABBR.get(abbr);
}
