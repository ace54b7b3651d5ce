import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the real seasons are; they are never part of the repository. */
export const DATA = process.env.NBA_PROPS_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data');

export const hasData = existsSync(join(DATA, '2021-22'));

/** What the suite counts and checks: three whole seasons, and the files that span seasons. The folder may hold more. */
export const SOURCES = [
  '2020-21',
  '2021-22',
  '2024-25',
  'injury_transactions_2015-10_2025-07.csv.gz',
  'spreads_by_book_2019-10_2023-03.csv.gz',
].map((name) => join(DATA, name));

export const SKIPPED = `skipped: no real data at ${DATA} (set NBA_PROPS_TEST_DATA)`;

declare module 'vitest' {
  interface ProvidedContext {
    /** A warehouse of the real seasons, filled by the whole pipeline; open it for reading only, or copy it. */
    realWarehouse: string;
  }
}
