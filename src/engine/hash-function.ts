import type { Dialect } from './dialect.js';

/** Sample values of every type. Their hash shows whether the engine's hash function has changed. */
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

/** SQL: the engine's fast hash of the sample. A new version of the engine may give another one. */
export const hashSampleSql = (d: Dialect): string => d.cast(d.fastHash(SAMPLE), 'string');

/** SQL: six characters that identify the engine's hash function; stored in every content hash. */
export const hashFunctionSql = (d: Dialect): string => `SUBSTR(${hashSampleSql(d)}, 1, 6)`;
