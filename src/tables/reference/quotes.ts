/** Which book's quote stands for all, best first; a book not named here comes after, in the order of names. */
const BOOK_ORDER = [
  'pinnacle',
  'unnamed',
  'draftkings',
  'fanduel',
  'betmgm',
  'caesars',
  'pointsbet',
  'wynn',
  'betrivers',
  'prizepicks',
  'underdog',
] as const;

/** Rank of a book as SQL: lower is preferred. */
const bookRank = (book: string) =>
  `CASE ${book} ${BOOK_ORDER.map((name, i) => `WHEN '${name}' THEN ${i}`).join(' ')} ELSE ${BOOK_ORDER.length} END`;

/**
 * Order of quotes of which the first is the one to use before a game: the latest with a time, then untimed closing ones;
 * of equals, the preferred book.
 */
export const latestFirst = (alias: string) =>
  `${alias}.quoted_at DESC NULLS LAST, ${bookRank(`${alias}.book`)}, ${alias}.book, ${alias}.source_row DESC`;

/** Earliest first, for opening lines. */
export const earliestFirst = (alias: string) =>
  `${alias}.quoted_at NULLS FIRST, ${bookRank(`${alias}.book`)}, ${alias}.book, ${alias}.source_row`;
