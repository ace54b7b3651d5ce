import { EVENT, FOUL, FREE_THROW } from '../../../domain/event-codes.js';
import type { JsonObject } from '../../readers/json-value.js';

/** Another action tells it, or it is no play that a table counts. */
const NO_EVENT = 0;

/** EVENTMSGTYPE of the live feed's actionType; field goals go by their result. */
const EVENT_TYPES: Readonly<Record<string, number>> = {
  freethrow: EVENT.freeThrow,
  rebound: EVENT.rebound,
  turnover: EVENT.turnover,
  foul: EVENT.foul,
  violation: EVENT.violation,
  substitution: EVENT.substitution,
  timeout: EVENT.timeout,
  jumpball: EVENT.jumpBall,
  ejection: EVENT.ejection,
  instantreplay: EVENT.replay,
  block: NO_EVENT,
  steal: NO_EVENT,
  stoppage: NO_EVENT,
  memo: NO_EVENT,
  game: NO_EVENT,
};

/** Field goals; a heave is one that the league counts apart since 2025-26. */
const FIELD_GOALS = new Set(['2pt', '3pt', 'heave']);

export const isFieldGoal = (kind: string): boolean => FIELD_GOALS.has(kind);

/** EVENTMSGACTIONTYPE of fouls, by descriptor; those of other subTypes below. */
const PERSONAL_FOULS: Readonly<Record<string, number>> = {
  shooting: FOUL.shooting,
  looseball: FOUL.looseBall,
  inbound: FOUL.inbound,
  awayfromplay: FOUL.awayFromPlay,
  clearpath: FOUL.clearPath,
  double: FOUL.doublePersonal,
  flagranttype1: FOUL.flagrant1,
  flagranttype2: FOUL.flagrant2,
  take: FOUL.take,
  transitiontake: FOUL.transitionTake,
  transition: FOUL.transitionTake,
};

type Trips = Readonly<Record<number, readonly number[]>>;
/** The trip a free throw belongs to, by descriptor; others are plain. */
const TRIPS: Readonly<Record<string, Trips>> = {
  technical: FREE_THROW.technical,
  flagrant: FREE_THROW.flagrant,
  clearpath: FREE_THROW.clearPath,
};

/** NULL for an action of no known type. */
export function liveEventType(action: JsonObject): number | null {
  const kind = folded(action.actionType);
  if (isMissedHeave(action, kind)) return NO_EVENT;
  if (isFieldGoal(kind)) return folded(action.shotResult) === 'made' ? EVENT.made : EVENT.missed;
  if (kind === 'period') return folded(action.subType) === 'end' ? EVENT.periodEnd : EVENT.periodStart;
  return EVENT_TYPES[kind] ?? null;
}

/**
 * A missed heave is an attempt of no player, and the box score counts it apart from the team's attempts: it is called so, or
 * it is a shot that the feed itself counts as no field goal. A goal is one, whatever it was.
 */
function isMissedHeave(action: JsonObject, kind: string): boolean {
  if (!isFieldGoal(kind) || folded(action.shotResult) === 'made') return false;
  return kind === 'heave' || ['0', '0.0', 'false'].includes(String(action.isFieldGoal ?? '').toLowerCase());
}

/** EVENTMSGACTIONTYPE of an action, for fouls and free throws: of no other kind does a table read it. */
export function liveActionType(action: JsonObject, eventType: number | null): number | null {
  const descriptor = folded(action.descriptor);
  if (eventType === EVENT.freeThrow) {
    const trips: Trips = TRIPS[descriptor.startsWith('flagrant') ? 'flagrant' : descriptor] ?? FREE_THROW.plain;
    const [, nth, of] = /^(\d)of(\d)$/.exec(folded(action.subType)) ?? [];
    return trips[Number(of)]?.[Number(nth) - 1] ?? null;
  }
  if (eventType !== EVENT.foul) return null;
  switch (folded(action.subType)) {
    case 'offensive':
      return descriptor === 'charge' ? FOUL.charge : FOUL.offensive;
    case 'technical':
      if (descriptor === 'double') return FOUL.doubleTechnical;
      return descriptor.startsWith('defensive3second') ? FOUL.defensiveThreeSeconds : FOUL.technical;
    case 'delayofgame':
      return FOUL.delay;
    default:
      return PERSONAL_FOULS[descriptor] ?? FOUL.personal;
  }
}

/** Lower case letters and digits: the feed writes "flagrant-type-1", "loose ball", "1 of 2". */
const folded = (value: unknown): string =>
  typeof value === 'string' ? value.toLowerCase().replace(/[^a-z0-9]/g, '') : '';
