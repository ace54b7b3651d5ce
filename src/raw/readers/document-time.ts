import { easternToUtc } from '../../domain/dates.js';
import { inside } from './inside.js';
import { isObject } from './json-value.js';

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/;

/** meta.time of a document, or of the documents inside it. */
const timesIn = (value: unknown): unknown[] =>
  inside(value, ({ meta }) => (isObject(meta) ? (meta.time ?? null) : null));

/**
 * When the league made a document, as `meta.time` says: ISO, UTC; NULL where it does not, or several documents in one
 * say differently. A time without a zone is the
 * Eastern wall clock: the documents of an evening's games have it two hours after the last event in UTC.
 */
export function metaTime(document: unknown): string | null {
  const [text, ...others] = new Set(timesIn(document));
  if (others.length > 0) return null;
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
