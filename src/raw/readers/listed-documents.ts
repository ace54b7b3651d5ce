import type { JsonAdapter, JsonRecord } from './json-adapter.js';

const TEXT_SHOWN = 500;

/** The same for a list of such documents, one after the other: pipelines append what they fetch to one file. */
export function listed(one: JsonAdapter): JsonAdapter {
  return {
    name: `list of documents (${one.name})`,
    records(document) {
      if (!Array.isArray(document) || !document.some((item) => one.records(item) !== null)) return null;
      return recordsOf(one, document);
    },
    time(document) {
      const times = new Set((document as unknown[]).map((item) => one.time?.(item) ?? null));
      const [time] = times;
      return times.size === 1 && time !== undefined ? time : null;
    },
  };
}

function* recordsOf(one: JsonAdapter, documents: readonly unknown[]): Generator<JsonRecord> {
  let line = 0;
  for (const document of documents) {
    const reason = one.unfinished?.(document) ?? null;
    const records = reason === null ? one.records(document) : null;
    if (records === null) {
      const text = String(JSON.stringify(document)).slice(0, TEXT_SHOWN);
      yield { line: ++line, text, reason: reason ?? `not a document like the others (${one.name})` };
      continue;
    }
    for (const record of records) yield { ...record, line: ++line };
  }
}
