/** Seasons (first year) whose Cup semi-finals and final were played in Las Vegas. */
const IN_LAS_VEGAS: readonly string[] = ['23', '24', '25'];

const SEMI_FINALS = /^002(\d\d)012(?:29|30)$/;
const FINAL = /^006(\d\d)00001$/;

/**
 * Arena of the last games of the NBA Cup, by the game's id, for schedules that do not name it: the semi-finals are the
 * last two regular-season numbers (0022301229, 0022301230), the final is a kind of its own (0062300001). NULL for any
 * other game. Source: the league's schedules of 2023-24 to 2025-26.
 */
export function cupArena(gameId: string): string | null {
  const season = (SEMI_FINALS.exec(gameId) ?? FINAL.exec(gameId))?.[1];
  return season !== undefined && IN_LAS_VEGAS.includes(season) ? 'T-Mobile Arena' : null;
}
