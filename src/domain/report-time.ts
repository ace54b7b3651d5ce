import { easternDateOf, easternToUtc } from './dates.js';

/** When a report was made, read from a text: the Eastern date, and the time (ISO, UTC) if the text has a time of day. */
export interface ReportTime {
  readonly date: string;
  readonly at: string | null;
}

const DATE = /(?<!\d)(?:(\d{4})[-_./]?(\d{2})[-_./]?(\d{2})|(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2}))(?!\d)/g;
const CLOCK = /^[^0-9a-z]*t?(\d{1,2})(?:[:_.-](\d{2}))?(?:[:_](\d{2})(?:[.]\d+)?)?[ _]*(am|pm)?(?![a-z0-9])/i;
const ZONE = /(?:(z)|([+-])(\d{2}):?(\d{2})?)\s*$/i;

/**
 * Reads "2023-10-24 17:30", "10/24/23 05:30 PM (ET)", "2023-10-24T21:30:00Z" and names of files: Injury-Report_2023-10-24_05PM.
 * A time without a zone is Eastern, as the league prints it. NULL if the text holds no date or more than one.
 */
export function reportTime(text: string): ReportTime | null {
  const dates = [...text.matchAll(DATE)];
  const [found] = dates;
  if (found === undefined || dates.length > 1) return null;
  const [, y, m, d, month = '', day = '', year = ''] = found;
  const two = (part: string) => part.padStart(2, '0');
  const date =
    y === undefined ? `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}` : `${y}-${m}-${d}`;
  const rest = text.slice(found.index + found[0].length);
  try {
    const at = momentOf(date, rest);
    // 30 February and the like.
    easternToUtc(date, '12:00');
    return { date: at === null ? date : easternDateOf(at), at };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The moment of a date and what stands behind it; NULL where that begins with no time of day. */
function momentOf(date: string, rest: string): string | null {
  const clock = CLOCK.exec(rest);
  const [, hours = '', minutes, seconds = '00', half] = clock ?? [];
  if (clock === null || (minutes === undefined && half === undefined)) return null;
  if (half?.toLowerCase() === 'am' && Number(hours) > 12) throw new RangeError(`not a time of day: ${clock[0]}`);
  const twelve = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const time = `${String(twelve).padStart(2, '0')}:${minutes ?? '00'}:${seconds}`;
  const [, utc, sign, zoneHours, zoneMinutes = '00'] = ZONE.exec(rest.slice(clock[0].length)) ?? [];
  if (utc === undefined && sign === undefined) return easternToUtc(date, time);
  return new Date(`${date}T${time}${utc === undefined ? `${sign}${zoneHours}:${zoneMinutes}` : 'Z'}`).toISOString();
}

/** Eastern tip-off of the report's own clock, which has twelve hours and no half of the day: no game begins before 11. */
export function reportTipoff(date: string, clock: string): string | null {
  const [, hours = '', minutes = '', half] = /^\s*(\d{1,2}):(\d{2})\s*(am|pm)?/i.exec(clock) ?? [];
  if (hours === '' || Number(hours) === 0) return null;
  const afternoon = half === undefined ? Number(hours) < 11 : half.toLowerCase() === 'pm' && Number(hours) < 12;
  const hour = Number(hours) + (afternoon ? 12 : 0);
  try {
    return easternToUtc(date, `${String(hour).padStart(2, '0')}:${minutes}`);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
