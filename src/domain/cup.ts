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

/** First season (two digits of the game id) with Cup knock-out games in the regular season. */
const FIRST_CUP = 23;

/** The last night of the Cup's group games, by season. Source: the league's schedules. */
const GROUPS_END: Readonly<Record<string, string>> = { '23': '2023-11-28', '24': '2024-12-03', '25': '2025-11-28' };

/**
 * What decides who plays a game of the regular season that has no teams until then: the group games of the Cup (its
 * quarter-finals, and the games on which the 22 other teams meet meanwhile), or its quarter-finals (the semi-finals, and the two
 * games of those who lost). Each season's last 30 numbers, 1201 to 1230, are these. NULL for any other game.
 */
export function decidedByCup(gameId: string): 'groups' | 'quarter_finals' | null {
  const match = /^002(\d\d)(012\d\d)$/.exec(gameId);
  if (match === null || Number(match[1]) < FIRST_CUP || Number(match[1]) >= 46) return null;
  const number = Number(match[2]);
  if (number < 1201 || number > 1230) return null;
  return number <= 1226 ? 'groups' : 'quarter_finals';
}

/** A quarter-final of the Cup, by its number. */
export const isCupQuarterFinal = (gameId: string): boolean =>
  decidedByCup(gameId) === 'groups' && Number(gameId.slice(-4)) <= 1204;

/** Date of the Cup's last group games; NULL if it is not in the list. */
export const cupGroupsEnd = (gameId: string): string | null => GROUPS_END[gameId.slice(3, 5)] ?? null;

/**
 * SQL: regular games that a team is to play. Until the Cup's group games are over a schedule lists 80 of the 82: two have no
 * opponent yet.
 */
export const plannedGamesSql = (listed: string): string =>
  `(CASE WHEN ${listed} BETWEEN 80 AND 81 THEN 82 ELSE ${listed} END)`;
