import { ARENA_SITES, type Arena, type Tenancy } from './arena-sites.js';
import { foldName } from './fold-name.js';
import { seasonYear } from './seasons.js';
import { travelMiles } from './travel.js';

export type { Arena } from './arena-sites.js';

/** Home arenas from 2012-13 on (as far back as each tenancy reaches), and neutral sites of counting games. */
export const ARENAS: readonly Arena[] = ARENA_SITES;

const BY_NAME = new Map(ARENAS.flatMap((a) => [a.name, ...a.aliases].map((name) => [foldName(name), a] as const)));

/** Arena of that name under any of its spellings, or NULL. */
export function arenaByName(name: string): Arena | null {
  return BY_NAME.get(foldName(name)) ?? null;
}

/** A home game in another hall of the region (Austin for San Antonio) is at home; one farther away is on neutral ground. */
const HOME_REGION_MILES = 120;

/**
 * Whether a game is on neutral ground: the schedule says so, or its arena is known, is none of the home team's that
 * season, and lies outside its region.
 * RangeError for text that is no season.
 */
export function isNeutralSite(
  homeAbbr: string,
  season: string,
  arenaName: string | null,
  saidNeutral: boolean,
): boolean {
  if (saidNeutral) return true;
  const played = arenaName === null ? null : arenaByName(arenaName);
  const home = arenaFor(homeAbbr, season);
  if (played === null || home === null || played === home) return false;
  return travelMiles(home, played) > HOME_REGION_MILES;
}

/**
 * Where a game is played: the arena of that name if one is known by it (so neutral sites are found), otherwise the home
 * team's arena of that season. NULL when neither is known; a name nobody knows (TBD) falls back to the home arena, but not
 * on neutral ground, where the one thing known is that it is not at home.
 * RangeError for text that is no season.
 */
export function arenaFor(teamAbbr: string, season: string, arenaName?: string | null, isNeutral = false): Arena | null {
  const named = arenaName ? arenaByName(arenaName) : null;
  if (named !== null || isNeutral) return named;
  const year = seasonYear(season);
  const isHome = (t: Tenancy) => t.team === teamAbbr && t.from <= year && year <= (t.to ?? year);
  return ARENAS.find((a) => a.tenants.some(isHome)) ?? null;
}
