import { isObject, type JsonObject } from './json-value.js';

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
  /** Adapters of other sources that may find records of theirs in the same document. */
  readonly beside?: readonly JsonAdapter[];
}

/** A place in a document where a record should be and is not. */
export class NoRecord {
  readonly text: string;

  constructor(
    value: unknown,
    readonly reason: string,
  ) {
    this.text = shownText(value);
  }
}

/** Letters that are kept of what is no record. */
export const TEXT_SHOWN = 500;

/** A value as JSON, cut for a message. */
export const shownText = (value: unknown): string => String(JSON.stringify(value)).slice(0, TEXT_SHOWN);

/**
 * The results of `each` for every object of a list. An item that is not an object, or a value that is not a list, is reported
 * as a record that cannot be read.
 */
export function itemsOf<T>(value: unknown, name: string, each: (item: JsonObject) => readonly T[]): (T | NoRecord)[] {
  if (!Array.isArray(value)) return [new NoRecord(value, `${name} is not a list`)];
  return value.flatMap((item): readonly (T | NoRecord)[] =>
    isObject(item) ? each(item) : [new NoRecord(item, NOT_AN_OBJECT)],
  );
}

export const NOT_AN_OBJECT = 'not a JSON object';

/** Records, and the numbers (from 1) of list items that are not records. */
export const numbered = (found: readonly (JsonObject | NoRecord)[]): JsonRecord[] =>
  found.map((one, i) =>
    one instanceof NoRecord ? { line: i + 1, text: one.text, reason: one.reason } : { line: i + 1, object: one },
  );
