import { isObject, type JsonObject } from './json-value.js';

/** How deep other objects and lists may wrap a document: pipelines store it beside metadata of their own, or several together. */
const DEPTH = 4;

/** What `wanted` finds in a document or in what it wraps, all of it, in order; not within one another. */
export function inside<T>(value: unknown, wanted: (value: JsonObject) => T | null, depth = DEPTH): T[] {
  if (Array.isArray(value)) return depth < 0 ? [] : value.flatMap((item) => inside(item, wanted, depth - 1));
  if (!isObject(value)) return [];
  const found = wanted(value);
  if (found !== null) return [found];
  return depth <= 0 ? [] : Object.values(value).flatMap((part) => inside(part, wanted, depth - 1));
}

/** The same of one document; of a list of documents nothing, because each is read by itself (listed-documents.ts). */
export const insideOne = <T>(value: unknown, wanted: (value: JsonObject) => T | null): T[] =>
  Array.isArray(value) ? [] : inside(value, wanted);
