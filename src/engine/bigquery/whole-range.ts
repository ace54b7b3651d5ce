import { lastPart, relationsIn, targetOf } from './names.js';
import { type Token, tokensOf } from './tokens.js';

/** The first date that a column can hold. */
const FIRST_DATE = "DATE '0001-01-01'";

/**
 * The statement with a range of all dates for each table that may only be read with a filter on its partition column. The
 * statement's own filter still applies: if it names dates, only these are read.
 * @param columnOf the partition column of such a table
 */
export function withWholeRange(
  tokens: readonly Token[],
  columnOf: (table: string) => string | undefined,
): readonly Token[] {
  const out = [...tokens];
  // The table that a DELETE changes cannot be a subquery; the statement has its own filter.
  const read = relationsIn(tokens).slice(targetOf(tokens) === null ? 0 : 1);
  for (const { name, first, last, hasAlias, after } of read.reverse()) {
    const column = columnOf(name);
    if (column === undefined || (after !== 'FROM' && after !== 'JOIN')) continue;
    const alias = hasAlias ? '' : ` AS ${lastPart(name)}`;
    const ranged = tokensOf(`(SELECT * FROM ${name} WHERE ${column} >= ${FIRST_DATE})${alias}`);
    out.splice(first, last - first + 1, ...ranged);
  }
  return out;
}
