import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the real seasons are; they are never part of the repository. */
export const DATA = process.env.NBA_PROPS_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data');

export const hasData = existsSync(join(DATA, '2021-22'));

export const SKIPPED = `skipped: no real data at ${DATA} (set NBA_PROPS_TEST_DATA)`;

declare module 'vitest' {
  interface ProvidedContext {
    /** A warehouse of the real seasons, filled by the whole pipeline; open it for reading only, or copy it. */
    realWarehouse: string;
  }
}
