import type { Field } from '../raw-source.js';

/** SQL: text of a column without quotation marks around it: some extractors quote what is quoted. */
export const unquotedSql = (column: string): string => `NULLIF(TRIM(s.${column}, '" '), '')`;

/** The same field, of a column that may be quoted twice. */
export function unquoted(column: string, { sql, reads, lookups, checks }: Field): Field {
  const plain = (text: string) => text.replaceAll(new RegExp(`\\bs[.]${column}\\b`, 'g'), unquotedSql(column));
  return {
    sql: plain(sql),
    reads,
    ...(lookups === undefined ? {} : { lookups: lookups.map((lookup) => ({ ...lookup, key: plain(lookup.key) })) }),
    ...(checks === undefined ? {} : { checks: checks.map((check) => ({ ...check, bad: plain(check.bad) })) }),
  };
}
