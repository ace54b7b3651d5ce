import type { JsonAdapter } from './json-adapter.js';
import type { FileLimits } from './limits.js';

/** What a file holds, told from its content. */
export interface FileShape {
  readonly format: 'csv' | 'json' | 'ndjson';
  /** Column names as the file has them; of JSON, paths (homeTeam.teamId) in order of first appearance. */
  readonly names: readonly string[];
  /** The same, normalised and unique. */
  readonly columns: readonly string[];
  /** Finds the records of a JSON document; NULL for formats with a record per line. */
  readonly adapter: JsonAdapter | null;
  /** The limits it is read under. */
  readonly limits: FileLimits;
  /** When the source made the file, as the file says (ISO, UTC). */
  readonly time: string | null;
  /** Why it is not to be loaded yet; NULL for what tells of something that is over. */
  readonly unfinished: string | null;
  /** Which part of a game was asked for, where the document repeats the request; NULL for whole games. */
  readonly part: string | null;
}
