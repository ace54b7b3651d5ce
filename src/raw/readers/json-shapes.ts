import { type JsonAdapter, type JsonRecord, NOT_AN_OBJECT, numbered, shownText } from './json-adapter.js';
import { isObject, type JsonObject } from './json-value.js';

interface ResultSet {
  readonly headers: readonly string[];
  readonly rowSet: readonly unknown[];
}

function isResultSet(value: unknown): value is ResultSet {
  if (!isObject(value)) return false;
  const { headers, rowSet } = value;
  // Objects in it are some other shape; anything else that is no row is told as one.
  const rowLike = Array.isArray(rowSet) && !rowSet.some(isObject);
  return Array.isArray(headers) && headers.every((h) => typeof h === 'string') && rowLike;
}

function rowRecord(headers: readonly string[], row: unknown, line: number): JsonRecord {
  if (Array.isArray(row) && row.length === headers.length)
    return { line, object: Object.fromEntries(headers.map((name, i) => [name, row[i]])) };
  const { length } = Array.isArray(row) ? row : { length: 0 };
  const width = `${length < headers.length ? 'fewer' : 'more'} values than the headers`;
  const reason = Array.isArray(row) ? width : 'not a list of values';
  return { line, text: shownText(row), reason };
}

/** Column names made unique: a repeated one gets a mark, by which it is recognised later. */
function eachOnce(headers: readonly string[]): string[] {
  const seen = new Set<string>();
  return headers.map((header) => {
    let name = header;
    while (seen.has(name)) name += '_';
    seen.add(name);
    return name;
  });
}

/** stats.nba.com's tables: `resultSets` or `resultSet`. Of several, the first, which is the one the endpoint is named for. */
const resultSets: JsonAdapter = {
  name: 'resultSets',
  records(document) {
    if (!isObject(document)) return null;
    const sets = document.resultSets ?? document.resultSet;
    const set: unknown = Array.isArray(sets) ? sets[0] : sets;
    if (!isResultSet(set)) return null;
    const headers = eachOnce(set.headers);
    return set.rowSet.map((row, i) => rowRecord(headers, row, i + 1));
  },
};

function* listRecords(items: readonly unknown[]): Generator<JsonRecord> {
  for (const [i, item] of items.entries())
    yield isObject(item)
      ? { line: i + 1, object: item }
      : { line: i + 1, text: shownText(item), reason: NOT_AN_OBJECT };
}

const list: JsonAdapter = {
  name: 'list of objects',
  records: (document) => (Array.isArray(document) ? listRecords(document) : null),
};

/** An object of few members, one of which is a list of objects: that list. */
const onlyList: JsonAdapter = {
  name: 'object with one list of objects',
  records(document) {
    if (!isObject(document)) return null;
    const lists = Object.values(document).filter((value) => Array.isArray(value) && value.some(isObject));
    const [items] = lists;
    return lists.length === 1 && Object.values(document).length <= 3 ? listRecords(items as unknown[]) : null;
  },
};

/** Shapes that any provider may use, asked after those of the sources. */
export const COMMON_SHAPES: readonly JsonAdapter[] = [resultSets, list, onlyList];

/** A document that is one record. */
export const ONE_OBJECT: JsonAdapter = {
  name: 'one object',
  records: (document) => (isObject(document) ? numbered([document as JsonObject]) : null),
};
