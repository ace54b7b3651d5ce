/** What a folder holds before a command that is killed, and the command. */
export interface Work {
  readonly argv: (folder: string) => readonly string[];
  /** Exit codes of the command that goes on, besides that of an uninterrupted one: nothing was left to do. */
  readonly alsoEnds?: readonly number[];
  /** Whether rows are damaged before it is done: it is there to repair them, or its warehouse was made by hand. */
  readonly startsDamaged?: boolean;
  /** Files besides the warehouse that the command makes. */
  readonly makes?: readonly string[];
}

export type WorkName =
  | 'first ingest'
  | 'superseding ingest'
  | 'take over'
  | 'backfill'
  | 'heal'
  | 'migrate'
  | 'export'
  | 'backup'
  | 'restore'
  | 'checkpoint clear';

export const DB = 'w.duckdb';
export const dbOf = (folder: string): string => `${folder}/${DB}`;

/**
 * @param files folder of raw files: `some` of one season, and `other` versions of them
 * @param job id of a job that every prepared warehouse knows
 */
export function worksOn(files: { readonly some: string; readonly other: string }, job: string): Record<WorkName, Work> {
  const on =
    (...args: string[]) =>
    (folder: string) => [...args, '--db', dbOf(folder)];
  return {
    'first ingest': { argv: on('ingest', files.some) },
    'superseding ingest': { argv: on('ingest', files.other) },
    'take over': { argv: on('checkpoint', 'clear', job), alsoEnds: [2] },
    backfill: { argv: on('backfill', 'all', '--batch-days', '1') },
    heal: { argv: on('heal'), startsDamaged: true },
    migrate: { argv: on('schema', 'migrate'), startsDamaged: true },
    export: {
      argv: (folder) => on('features', 'export', '--out', `${folder}/train.parquet`)(folder),
      makes: ['train.parquet', 'train.parquet.manifest.json'],
    },
    backup: {
      argv: (folder) => on('backup', `${folder}/copy.duckdb`)(folder),
      makes: ['copy.duckdb', 'copy.duckdb.backup.json'],
      alsoEnds: [2],
    },
    restore: {
      argv: (folder) => on('restore', `${folder}/kept.duckdb`, '--replace')(folder),
      makes: ['kept.duckdb', 'kept.duckdb.backup.json'],
    },
    'checkpoint clear': { argv: on('checkpoint', 'clear', job), alsoEnds: [2] },
  };
}
