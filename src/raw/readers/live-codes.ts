import type { JsonObject } from './json-shapes.js';

/** EVENTMSGTYPE of the live feed's actionType; field goals go by their result. 0: another action tells it, or it is no play. */
const EVENT_TYPES: Readonly<Record<string, number>> = {
  freethrow: 3,
  rebound: 4,
  turnover: 5,
  foul: 6,
  violation: 7,
  substitution: 8,
  timeout: 9,
  jumpball: 10,
  ejection: 11,
  instantreplay: 18,
  block: 0,
  steal: 0,
  stoppage: 0,
  memo: 0,
  game: 0,
};

/** Field goals; a heave is one that the league counts apart since 2025-26. */
const FIELD_GOALS = new Set(['2pt', '3pt', 'heave']);

/** EVENTMSGACTIONTYPE of fouls, by descriptor; those of other subTypes below. */
const PERSONAL_FOULS: Readonly<Record<string, number>> = {
  shooting: 2,
  looseball: 3,
  inbound: 5,
  awayfromplay: 6,
  clearpath: 9,
  double: 10,
  flagranttype1: 14,
  flagranttype2: 15,
  take: 28,
  transitiontake: 31,
  transition: 31,
};

/** EVENTMSGACTIONTYPE of free throws: "n of m" by the kind of foul they are for. */
const FREE_THROWS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '': { '1of1': 10, '1of2': 11, '2of2': 12, '1of3': 13, '2of3': 14, '3of3': 15 },
  technical: { '1of1': 16, '1of2': 21, '2of2': 22 },
  flagrant: { '1of1': 20, '1of2': 18, '2of2': 19, '1of3': 27, '2of3': 28, '3of3': 29 },
  clearpath: { '1of2': 25, '2of2': 26 },
};

/** NULL for an action of no known type. */
export function liveEventType(action: JsonObject): number | null {
  const kind = folded(action.actionType);
  if (FIELD_GOALS.has(kind)) return folded(action.shotResult) === 'made' ? 1 : 2;
  if (kind === 'period') return folded(action.subType) === 'end' ? 13 : 12;
  return EVENT_TYPES[kind] ?? null;
}

/** EVENTMSGACTIONTYPE of an action, for fouls and free throws: of no other kind does a table read it. */
export function liveActionType(action: JsonObject, eventType: number | null): number | null {
  const descriptor = folded(action.descriptor);
  if (eventType === 3) {
    const kind = descriptor.startsWith('flagrant') ? 'flagrant' : descriptor in FREE_THROWS ? descriptor : '';
    return FREE_THROWS[kind]?.[folded(action.subType)] ?? null;
  }
  if (eventType !== 6) return null;
  switch (folded(action.subType)) {
    case 'offensive':
      return descriptor === 'charge' ? 26 : 4;
    case 'technical':
      return descriptor === 'double' ? 16 : descriptor.startsWith('defensive3second') ? 17 : 11;
    case 'delayofgame':
      return 18;
    default:
      return PERSONAL_FOULS[descriptor] ?? 1;
  }
}

/** Lower case letters and digits: the feed writes "flagrant-type-1", "loose ball", "1 of 2". */
const folded = (value: unknown): string =>
  typeof value === 'string' ? value.toLowerCase().replace(/[^a-z0-9]/g, '') : '';
