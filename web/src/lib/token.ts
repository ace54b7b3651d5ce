/**
 * The secret of the printed URL comes in the fragment, which browsers never send. It is kept for this origin, so that
 * reloads and further tabs can act too, and taken out of the address bar.
 */
const KEY = 'nba-props-token';

export function takeToken(): void {
  const match = /^#token=(.+)$/.exec(location.hash);
  if (match?.[1] === undefined) return;
  localStorage.setItem(KEY, decodeURIComponent(match[1]));
  history.replaceState(null, '', location.pathname + location.search);
}

export const token = (): string | null => localStorage.getItem(KEY);

export function tokenHeader(): Record<string, string> {
  const known = token();
  return known === null ? {} : { 'x-nba-props-token': known };
}
