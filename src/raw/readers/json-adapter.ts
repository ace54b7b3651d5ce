import type { JsonObject } from './json-value.js';

/** A record of a document, or a place where one should be and is not, with its number among the document's records. */
export type JsonRecord =
  | { readonly line: number; readonly object: JsonObject }
  | { readonly line: number; readonly text: string; readonly reason: string };

/** One shape of JSON document: where its records lie. Sources with a shape of their own bring their adapter. */
export interface JsonAdapter {
  /** Name of the shape, for messages. */
  readonly name: string;
  /** The records in order, NULL if the document is of another shape. */
  records(document: unknown): Iterable<JsonRecord> | null;
  /** When the source made the document (ISO, UTC), where it says so. */
  time?(document: unknown): string | null;
  /** Why a right document is not to be loaded yet: what it tells of is not over. NULL for one that is. */
  unfinished?(document: unknown): string | null;
}

/** Objects as records, numbered from 1. */
export const numbered = (objects: readonly JsonObject[]): JsonRecord[] =>
  objects.map((object, i) => ({ line: i + 1, object }));
