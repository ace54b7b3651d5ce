import type { Dialect } from './dialect.js';

/** Values of every type, hashed to tell whether the engine's function is still the one that made a stored hash. */
const SAMPLE: readonly string[] = [
  `'a'`,
  `'longer than twelve characters'`,
  '1',
  '2.5',
  'TRUE',
  `DATE '2000-01-01'`,
  `CAST('2000-01-01 12:00:00' AS TIMESTAMP)`,
  'CAST(NULL AS DATE)',
];

/** SQL: what the engine's fast hash makes of a sample. An engine does not promise that its next version makes the same of it. */
export const hashSampleSql = (d: Dialect): string => d.cast(d.fastHash(SAMPLE), 'string');

/** SQL: a short name of the function that makes fast hashes, which stands in every hash that is kept. */
export const hashFunctionSql = (d: Dialect): string => `SUBSTR(${hashSampleSql(d)}, 1, 6)`;
