import { useSyncExternalStore } from 'react';

/** The URL is the state of the page: every view and selection is an address. */
export interface Address {
  readonly path: string;
  readonly params: URLSearchParams;
}

const CHANGED = 'nba-props:address';

let current = read();

function read(): Address {
  return { path: location.pathname, params: new URLSearchParams(location.search) };
}

function subscribe(listener: () => void): () => void {
  const update = () => {
    current = read();
    listener();
  };
  addEventListener('popstate', update);
  addEventListener(CHANGED, update);
  return () => {
    removeEventListener('popstate', update);
    removeEventListener(CHANGED, update);
  };
}

export const useAddress = (): Address => useSyncExternalStore(subscribe, () => current);

/** Goes to an address of this page; `replace` leaves no step to go back to (moving a selection). */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState(null, '', to);
  else {
    history.pushState(null, '', to);
    if (!to.startsWith('?')) scrollTo(0, 0);
  }
  dispatchEvent(new Event(CHANGED));
}

type Params = Readonly<Record<string, string | null | undefined>>;

/** An address from a path and the parameters that are not empty. */
export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The current address with some parameters changed; null removes one. */
export function withParams(changes: Params): string {
  const all: Record<string, string | null | undefined> = { ...Object.fromEntries(current.params), ...changes };
  return address(current.path, all);
}

/** One parameter of the address and how to change it. */
export function useParam(name: string): [string | null, (value: string | null, replace?: boolean) => void] {
  const { params } = useAddress();
  return [params.get(name), (value, replace = true) => navigate(withParams({ [name]: value }), { replace })];
}
