/**
 * Calendar dates as plain ISO text ('2021-11-30') and instants as ISO UTC text ('2021-12-01T00:30:00.000Z').
 * No Date object leaves this file, so no caller can shift a game date by the time zone of the machine.
 */

const DAY_MS = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CLOCK = /^(\d{2}):(\d{2})(?::(\d{2}))?$/;
export const EASTERN = 'America/New_York';

/** True for a real calendar date written YYYY-MM-DD (2021-02-29 is none). */
export function isIsoDate(text: string): boolean {
  return dayNumber(text) !== null;
}

/** The date n days later (earlier for negative n). RangeError for text that is no date. */
export function addDays(iso: string, n: number): string {
  return isoOfDay(requireDay(iso) + n);
}

/** Whole days from a to b: b - a. RangeError for text that is no date. */
export function daysBetween(a: string, b: string): number {
  return requireDay(b) - requireDay(a);
}

/** All dates from a to b, both included; empty when b is before a. RangeError for text that is no date. */
export function datesBetween(a: string, b: string): string[] {
  const from = requireDay(a);
  const to = requireDay(b);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => isoOfDay(from + i));
}

/** US/Eastern calendar date of an instant: the league's game date of a tip-off. RangeError for text that is no instant. */
export function easternDateOf(utcIso: string): string {
  const ms = requireInstant(utcIso);
  return new Date(ms + offsetMsAt(EASTERN, ms)).toISOString().slice(0, 10);
}

/**
 * ISO UTC instant of an Eastern wall-clock time ('HH:MM' or 'HH:MM:SS').
 * The hour that daylight saving repeats is read as its first pass, the hour it skips as if the clock had not yet moved;
 * neither holds a tip-off (both lie between 01:00 and 03:00). RangeError for text that is no date or time.
 */
export function easternToUtc(date: string, time: string): string {
  const day = requireDay(date);
  const clock = CLOCK.exec(time);
  const [hour, minute, second] = [Number(clock?.[1]), Number(clock?.[2]), Number(clock?.[3] ?? 0)];
  if (clock === null || hour > 23 || minute > 59 || second > 59) throw new RangeError(`not a time of day: ${time}`);
  const wall = day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
  // The offset of the day before is the one in force until the clock moves; it is right unless it has moved by then.
  const before = wall - offsetMsAt(EASTERN, wall - DAY_MS);
  if (offsetMsAt(EASTERN, before) === offsetMsAt(EASTERN, wall - DAY_MS)) return new Date(before).toISOString();
  const after = wall - offsetMsAt(EASTERN, before);
  const settled = offsetMsAt(EASTERN, after) === offsetMsAt(EASTERN, before) ? after : before;
  return new Date(settled).toISOString();
}

/**
 * Minutes a time zone is ahead of UTC (Denver in winter -420, with daylight saving). A date without time is taken at
 * 20:00 UTC, when the day's change of clocks, always before dawn, is over in every zone the league plays in.
 * RangeError for an unknown zone or for text that is neither date nor instant.
 */
export function utcOffsetMinutes(timeZone: string, utcIsoOrDate: string): number {
  const instant = isIsoDate(utcIsoOrDate) ? `${utcIsoOrDate}T20:00:00Z` : utcIsoOrDate;
  return Math.round(offsetMsAt(timeZone, requireInstant(instant)) / 60_000);
}

function dayNumber(text: string): number | null {
  const match = ISO_DATE.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  // setUTCFullYear, because Date.UTC reads the years 0-99 as 1900-1999.
  date.setUTCFullYear(year, month - 1, day);
  // A day that the month does not have would have gone over into the next one.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : null;
}

function requireDay(iso: string): number {
  const day = dayNumber(iso);
  if (day === null) throw new RangeError(`not a date: ${iso}`);
  return day;
}

function requireInstant(utcIso: string): number {
  const ms = /(?:Z|[+-]\d{2}:?\d{2})$/.test(utcIso) ? Date.parse(utcIso) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an instant with a zone: ${utcIso}`);
  return ms;
}

const isoOfDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMsAt(timeZone: string, ms: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

/** Time of day in the east of an instant, 19:30. RangeError for text that is no instant. */
export function easternTimeOf(utcIso: string): string {
  const ms = requireInstant(utcIso);
  return new Date(ms + offsetMsAt(EASTERN, ms)).toISOString().slice(11, 16);
}

/** A UTC time as text: 2023-11-12 09:00 ET. RangeError for text that is no time. */
export const easternShown = (utcIso: string): string => `${easternDateOf(utcIso)} ${easternTimeOf(utcIso)} ET`;
