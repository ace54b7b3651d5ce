const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

/** Days since 1970 of an ISO date. */
export const dayNumber = (iso: string): number => Date.parse(iso) / DAY_MS;

/** 2021-12-04 as Sat 4 Dec 2021: a game date is a day in the east of the US, never shifted by the viewer's zone. */
export function gameDate(iso: string): string {
  const date = new Date(iso);
  return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** 4 Dec. */
export function shortDate(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** 2021-12 as Dec 2021. */
export const monthName = (month: string): string => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** A range of game dates in as few words as it needs. */
export function dateRange(from: string, to: string): string {
  return from === to ? gameDate(from) : `${gameDate(from)} to ${gameDate(to)}`;
}

/** An instant in the viewer's own zone: bookkeeping, unlike game dates. */
export function instant(iso: string | null): string {
  if (iso === null) return '';
  const date = new Date(iso);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

export const clock = (iso: string): string => instant(iso).slice(-8);

export const count = (n: number | null): string => (n === null ? '–' : n.toLocaleString('en-US'));

/** A figure rounded for display, with a real minus; what rounds to nothing has no sign. */
export function decimals(n: number | null, places = 1): string {
  if (n === null) return '–';
  const text = n.toFixed(places);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** With its sign, for differences. */
export const signed = (n: number | null, places = 1): string =>
  n === null ? '–' : `${Number(n.toFixed(places)) > 0 ? '+' : ''}${decimals(n, places)}`;

/** A fraction 0-1 as percent. */
export const percent = (share: number | null, places = 0): string =>
  share === null ? '–' : `${(100 * share).toFixed(places)} %`;

export function duration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A stored value of any type; a number with at most four decimals. */
export function stored(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return Number.isInteger(value) ? decimals(value, 0) : decimals(value, 4);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(stored).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

export const sentence = (code: string): string => {
  const text = code.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};
