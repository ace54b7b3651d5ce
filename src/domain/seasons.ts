/**
 * Seasons ('2021-22'), and what the league's 10-character game id tells: 00, a digit for the kind of game, two of the
 * season year, five of the game. Only ingest reads ids; downstream they are opaque.
 */

export type GameType = 'regular' | 'playoffs' | 'play_in' | 'preseason' | 'all_star' | 'cup_final' | 'other';

/** Games that enter windows and season figures. */
export const COUNTING_GAME_TYPES = ['regular', 'play_in', 'playoffs'] as const satisfies readonly GameType[];

/** True for games that enter windows and season figures. */
export function isCountingGameType(type: string): boolean {
  return (COUNTING_GAME_TYPES as readonly string[]).includes(type);
}

const GAME_TYPES: Readonly<Record<string, GameType>> = {
  '001': 'preseason',
  '002': 'regular',
  '003': 'all_star',
  '004': 'playoffs',
  '005': 'play_in',
  '006': 'cup_final',
};

/**
 * Kind of a game by its id. 006 is the final of the NBA Cup (0062300001): the league counts it neither in regular-season
 * nor in playoff statistics, so it is a kind of its own and not a counting one; every other Cup game is a 002.
 */
export function gameTypeOfId(gameId: string): GameType {
  return GAME_TYPES[gameId.slice(0, 3)] ?? 'other';
}

/** Season of a game by digits 4-5 of its id (0022100001 -> 2021-22, 0029600001 -> 1996-97); NULL if it is no such id. */
export function seasonOfGameId(gameId: string): string | null {
  const digits = /^00\d(\d{2})\d{5}$/.exec(gameId)?.[1];
  if (digits === undefined) return null;
  const year = Number(digits);
  // The league was founded in 1946, so two digits name one season until 2045-46.
  return seasonLabel(year >= 46 ? 1900 + year : 2000 + year);
}

/**
 * The id in its 10-character form from what files make of it: '22100001', '0022100001', '22100001.0'. NULL for anything
 * else, ids of other leagues (10... WNBA, 20... G League) included.
 */
export function padGameId(text: string): string | null {
  const digits = /^(\d{8,10})(?:\.0+)?$/.exec(text.trim())?.[1];
  const padded = digits?.padStart(10, '0');
  return padded?.startsWith('00') ? padded : null;
}

/**
 * Season a date belongs to. The season year turns over on 1 August, after the latest regular end (20 July 2021) and before
 * the earliest preseason (late September); only 2019-20 ran longer, to 11 October 2020.
 */
export function seasonOfDate(iso: string): string {
  const year = Number(iso.slice(0, 4));
  const turnover = year === 2020 ? '2020-10-12' : `${iso.slice(0, 4)}-08-01`;
  return seasonLabel(iso < turnover ? year - 1 : year);
}

/** Dates that can be a game's: from the league's founding until game ids, with two digits of the year, come round again. */
export const FIRST_DATE = '1946-06-06';
export const LAST_DATE = '2046-07-31';

/** Year a season starts in: 2021-22 -> 2021. RangeError for text that is no season label. */
export function seasonYear(season: string): number {
  const label = parseSeason(season);
  if (label === null) throw new RangeError(`not a season: ${season}`);
  return Number(label.slice(0, 4));
}

/** Label of the season that starts in a year: 2021 -> 2021-22, 1999 -> 1999-00. */
export function seasonLabel(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/** The label for 2021-22, 2021-2022 or 21-22; NULL for anything else, years that do not follow each other included. */
export function parseSeason(text: string): string | null {
  const match = /^(\d{2}|\d{4})-(\d{2}|\d{4})$/.exec(text.trim());
  if (match === null) return null;
  const [, from = '', to = ''] = match;
  if (from.length === 2 && to.length === 4) return null;
  const year = from.length === 4 ? Number(from) : Number(from) + (Number(from) >= 46 ? 1900 : 2000);
  const end = to.length === 4 ? year + 1 : (year + 1) % 100;
  return Number(to) === end ? seasonLabel(year) : null;
}

const ROUNDS = ['first_round', 'conference_semifinals', 'conference_finals', 'finals'] as const;
export type PlayoffRound = (typeof ROUNDS)[number];

/** Playoff round of a game by the eighth digit of its id (0042100101 -> first_round); NULL for any other game. */
export function playoffRoundOfId(gameId: string): PlayoffRound | null {
  if (gameTypeOfId(gameId) !== 'playoffs') return null;
  return ROUNDS[Number(gameId[7]) - 1] ?? null;
}
