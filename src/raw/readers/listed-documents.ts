import { type JsonAdapter, type JsonRecord, shownText } from './json-adapter.js';

/** An adapter for a JSON list of documents that `one` reads: some users append every document they fetch to one file. */
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
      yield {
        line: ++line,
        text: shownText(document),
        reason: reason ?? `not a document like the others (${one.name})`,
      };
      continue;
    }
    for (const record of records) yield { ...record, line: ++line };
  }
}
