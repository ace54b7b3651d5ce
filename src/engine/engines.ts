import type { Engine } from './engine.js';

/** Every engine: one line each, loaded when it is used. */
export const ENGINES = {
  duckdb: () => import('./duckdb/open.js'),
} satisfies Readonly<Record<string, () => Promise<Engine>>>;

export type EngineName = keyof typeof ENGINES;

export const DEFAULT_ENGINE: EngineName = 'duckdb';
