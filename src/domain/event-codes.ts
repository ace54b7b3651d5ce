/** PlayByPlayV2's EVENTMSGTYPE: the language in which every source of events is told. */
export const EVENT = {
  made: 1,
  missed: 2,
  freeThrow: 3,
  rebound: 4,
  turnover: 5,
  foul: 6,
  violation: 7,
  substitution: 8,
  timeout: 9,
  jumpBall: 10,
  ejection: 11,
  periodStart: 12,
  periodEnd: 13,
  replay: 18,
} as const;

/** EVENTMSGACTIONTYPE of fouls. */
export const FOUL = {
  /** Only where a source has no word for the kind: a personal foul that makes no and-one. */
  unknown: 0,
  personal: 1,
  shooting: 2,
  looseBall: 3,
  offensive: 4,
  inbound: 5,
  awayFromPlay: 6,
  punch: 8,
  clearPath: 9,
  doublePersonal: 10,
  technical: 11,
  nonUnsportsmanlike: 12,
  hanging: 13,
  flagrant1: 14,
  flagrant2: 15,
  doubleTechnical: 16,
  defensiveThreeSeconds: 17,
  delay: 18,
  taunting: 19,
  /** Bench and coach technicals of early seasons. */
  benchTechnical: 21,
  coachTechnical: 22,
  excessTimeout: 25,
  charge: 26,
  personalBlock: 27,
  take: 28,
  shootingBlock: 29,
  tooManyPlayers: 30,
  transitionTake: 31,
  /** Since 2023-24; non-unsportsmanlike technicals both. */
  flopping: 32,
  benchNonUnsportsmanlike: 33,
} as const;

/** EVENTMSGACTIONTYPE of free throws, first to last of each trip. */
export const FREE_THROW = {
  plain: { 1: [10], 2: [11, 12], 3: [13, 14, 15] },
  flagrant: { 1: [20], 2: [18, 19], 3: [27, 28, 29] },
  clearPath: { 2: [25, 26] },
  technical: { 1: [16], 2: [21, 22] },
} as const;

/** Technicals that a man on the bench can get, too: they prove nothing of who is on court. */
const OFF_COURT: readonly number[] = [
  FOUL.technical,
  FOUL.nonUnsportsmanlike,
  FOUL.hanging,
  FOUL.doubleTechnical,
  FOUL.delay,
  FOUL.taunting,
  FOUL.benchTechnical,
  FOUL.coachTechnical,
  FOUL.excessTimeout,
  FOUL.tooManyPlayers,
  FOUL.benchNonUnsportsmanlike,
];

const list = (codes: readonly number[]) => `(${codes.join(', ')})`;

/** SQL list of the fouls above. */
export const BENCH_FOULS = list(OFF_COURT);

/** SQL list of fouls that nobody's six count: technicals of every kind. */
export const NOT_PERSONAL = list([...OFF_COURT, FOUL.defensiveThreeSeconds, FOUL.flopping]);

/**
 * SQL list of the fouls that make an and-one: personal and shooting ones, blocks included; flagrant, away-from-play,
 * clear-path and take fouls give other free throws.
 */
export const AND_ONE_FOULS = list([FOUL.personal, FOUL.shooting, FOUL.personalBlock, FOUL.shootingBlock]);
