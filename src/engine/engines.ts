import type { Engine } from './engine.js';

/** Every engine: one line each, loaded when it is used. */
export const ENGINES = {
  duckdb: () => import('./duckdb/open.js'),
  bigquery: () => import('./bigquery/open.js'),
} satisfies Readonly<Record<string, () => Promise<Engine>>>;

export type EngineName = keyof typeof ENGINES;

const DEFAULT_ENGINE: EngineName = 'duckdb';

/** The engine of a location: its scheme (`bigquery:project`), or the one of files. */
export const engineOf = (location: string): EngineName =>
  (Object.keys(ENGINES) as EngineName[]).find((name) => location.startsWith(`${name}:`)) ?? DEFAULT_ENGINE;
