import { easternToUtc } from '../../domain/dates.js';
import { isObject } from './json-value.js';

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/;

/** How deep other objects may wrap the document. */
const DEPTH = 3;

function timeIn(value: unknown, depth = DEPTH): unknown {
  if (!isObject(value)) return null;
  if (isObject(value.meta) && value.meta.time !== undefined) return value.meta.time;
  if (depth === 0) return null;
  return Object.values(value)
    .map((part) => timeIn(part, depth - 1))
    .find((time) => time !== null && time !== undefined);
}

/**
 * When the league made a document, as `meta.time` says: ISO, UTC; NULL where it does not. A time without a zone is the
 * Eastern wall clock: the documents of an evening's games have it two hours after the last event in UTC.
 */
export function metaTime(document: unknown): string | null {
  const text = timeIn(document);
  const [, date, clock, fraction = '', zone] = (typeof text === 'string' ? TIME.exec(text.trim()) : null) ?? [];
  if (date === undefined || clock === undefined) return null;
  const rest = `.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
  try {
    const whole = zone === undefined ? easternToUtc(date, clock) : new Date(`${date}T${clock}${zone}`).toISOString();
    return whole.replace(/\.\d+Z$/, rest);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
