import { ARENA_SITES, type Arena, type Tenancy } from './arena-sites.js';
import { foldName } from './fold-name.js';
import { seasonYear } from './seasons.js';

export type { Arena, Tenancy } from './arena-sites.js';

/** Home arenas from 2012-13 on (as far back as each tenancy reaches), and neutral sites of counting games. */
export const ARENAS: readonly Arena[] = ARENA_SITES;

const BY_NAME = new Map(ARENAS.flatMap((a) => [a.name, ...a.aliases].map((name) => [foldName(name), a] as const)));

/** Arena of that name under any of its spellings, or NULL. */
export function arenaByName(name: string): Arena | null {
  return BY_NAME.get(foldName(name)) ?? null;
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
