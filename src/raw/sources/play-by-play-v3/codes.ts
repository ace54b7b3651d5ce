import { EVENT, FOUL, FREE_THROW } from '../../../domain/event-codes.js';

/** EVENTMSGTYPE of PlayByPlayV3's actionType. Rows without one (a block, a steal) belong to the action of their number. */
const EVENT_TYPES: Readonly<Record<string, number>> = {
  'made shot': EVENT.made,
  'missed shot': EVENT.missed,
  heave: 0,
  'free throw': EVENT.freeThrow,
  rebound: EVENT.rebound,
  turnover: EVENT.turnover,
  foul: EVENT.foul,
  violation: EVENT.violation,
  substitution: EVENT.substitution,
  timeout: EVENT.timeout,
  'jump ball': EVENT.jumpBall,
  ejection: EVENT.ejection,
  'instant replay': EVENT.replay,
  memo: 0,
  game: 0,
  '': 0,
};

/** EVENTMSGACTIONTYPE of fouls by subType. */
const FOULS: Readonly<Record<string, number>> = {
  personal: FOUL.personal,
  shooting: FOUL.shooting,
  'loose ball': FOUL.looseBall,
  offensive: FOUL.offensive,
  inbound: FOUL.inbound,
  'away from play': FOUL.awayFromPlay,
  punch: FOUL.punch,
  'clear path': FOUL.clearPath,
  'double personal': FOUL.doublePersonal,
  technical: FOUL.technical,
  'non-unsportsmanlike': FOUL.nonUnsportsmanlike,
  'hanging technical': FOUL.hanging,
  hanging: FOUL.hanging,
  'flagrant type 1': FOUL.flagrant1,
  'flagrant type 2': FOUL.flagrant2,
  'double technical': FOUL.doubleTechnical,
  'defensive 3 seconds': FOUL.defensiveThreeSeconds,
  'defense 3 second': FOUL.defensiveThreeSeconds,
  'delay technical': FOUL.delay,
  delay: FOUL.delay,
  'taunting technical': FOUL.taunting,
  taunting: FOUL.taunting,
  'excess timeout technical': FOUL.excessTimeout,
  'offensive charge': FOUL.charge,
  charge: FOUL.charge,
  'personal block': FOUL.personalBlock,
  'personal take': FOUL.take,
  'shooting block': FOUL.shootingBlock,
  'too many players technical': FOUL.tooManyPlayers,
  'transition take': FOUL.transitionTake,
  flopping: FOUL.flopping,
};

/** NULL for an action of no known type. */
export function v3EventType(actionType: string, subType: string): number | null {
  if (actionType === 'period') return subType === 'end' ? EVENT.periodEnd : EVENT.periodStart;
  return EVENT_TYPES[actionType] ?? null;
}

/** EVENTMSGACTIONTYPE of fouls and free throws: of no other kind does a table read it. */
export function v3ActionType(eventType: number | null, subType: string, text: string): number | null {
  if (eventType === EVENT.freeThrow) return freeThrowOf(subType);
  if (eventType !== EVENT.foul) return null;
  // The source calls defensive three seconds 'Personal': the text knows better.
  if (/def\. 3 sec/i.test(text)) return FOUL.defensiveThreeSeconds;
  const kind = FOULS[subType];
  if (/\bT\.FOUL\b/i.test(text) && (kind === undefined || kind === FOUL.personal)) return FOUL.technical;
  // What no word calls otherwise is a personal foul that makes no and-one.
  return kind ?? FOUL.unknown;
}

type Trips = Readonly<Record<number, readonly number[]>>;

/** "free throw 2 of 3", "free throw technical", "free throw flagrant 1 of 2", "free throw clear path 1 of 2". */
function freeThrowOf(subType: string): number | null {
  const [, kind = '', nth = '1', of = '1'] =
    /^free throw ?(technical|flagrant|clear path)? ?(?:(\d) of (\d))?$/.exec(subType) ?? [];
  const trips: Trips =
    kind === 'technical'
      ? FREE_THROW.technical
      : kind === 'flagrant'
        ? FREE_THROW.flagrant
        : kind === 'clear path'
          ? FREE_THROW.clearPath
          : FREE_THROW.plain;
  return trips[Number(of)]?.[Number(nth) - 1] ?? null;
}
