import { type BoxTold, boxFault, isLong, scoreOf } from './whole-box.js';
import {
  type EventsTold,
  eventsFault,
  isBeforeFourthQuarter,
  type Score,
  sameScore,
  scoreText,
  soundSoFar,
} from './whole-events.js';

type GameStatus = 'scheduled' | 'live' | 'final' | 'postponed' | 'cancelled';

/** Everything that the sources tell of how far a game is; NULL where a source does not have it. */
export interface ToldOfGame {
  readonly schedule: { readonly status: string; readonly score: Score | null } | null;
  /** A line of a game summary, which is made of a game's events: with fewer than four periods it is of a part of them. */
  readonly summary: { readonly score: Score | null; readonly periods: number | null } | null;
  /** An index of the games that were played lists it. */
  readonly in_index: boolean;
  /** A shot chart names it. */
  readonly in_chart: boolean;
  readonly play_by_play: EventsTold | null;
  readonly bigdataball: EventsTold | null;
  readonly box_score: BoxTold | null;
  readonly game_log: BoxTold | null;
  readonly team_log: BoxTold | null;
}

/** The state of a game with its evidence. Of a source that tells nothing of the game `_whole` is NULL. */
export interface GameState {
  readonly status: GameStatus;
  readonly status_reason: string;
  readonly home_score: number | null;
  readonly away_score: number | null;
  /** Whose events count. */
  readonly events_source: 'play_by_play' | 'bigdataball' | null;
  readonly events_whole: boolean | null;
  readonly events_reason: string | null;
  readonly box_score_whole: boolean | null;
  readonly game_log_whole: boolean | null;
  readonly team_log_whole: boolean | null;
  readonly boxes_reason: string | null;
}

interface Final {
  readonly source: string;
  readonly score: Score;
}

const BOXES = ['team_log', 'box_score', 'game_log'] as const;
type Box = (typeof BOXES)[number];
type Faults = ReadonlyMap<Box, string | null>;
const SUMMARY_PERIODS = 4;

/**
 * How far a game is, and which sources have all of it. A game is final if any source has it whole: a schedule can be
 * older than the game. Events and boxes are compared with what the others say of the same game, because a file that was
 * fetched during a game looks like a file of a short one.
 */
export function gameState(told: ToldOfGame): GameState {
  const finals = printedFinals(told);
  const faults = faultsOfBoxes(told, finals);
  const events = countingEvents(told, finals);
  if (events.source !== null && events.fault === null)
    finals.push({ source: events.source, score: events.told.points });
  const whole = BOXES.filter((box) => faults.get(box) === null);
  const evidence = new Set<string>([...finals.map(({ source }) => source), ...whole]);
  if (told.in_index) evidence.add('team_game_index');
  const { status, reason } = statusBy(told, [...evidence], faults, events.fault);
  const score = status === 'final' ? finals[0]?.score : undefined;
  const isWhole = (box: Box) => (faults.has(box) ? faults.get(box) === null : null);
  const broken = [...faults].filter(([, fault]) => fault !== null);
  return {
    status,
    status_reason: reason,
    home_score: score?.home ?? null,
    away_score: score?.away ?? null,
    events_source: events.source,
    events_whole: events.source === null ? null : events.fault === null,
    events_reason: events.fault,
    box_score_whole: isWhole('box_score'),
    game_log_whole: isWhole('game_log'),
    team_log_whole: isWhole('team_log'),
    boxes_reason: broken.length === 0 ? null : broken.map(([box, fault]) => `${box}: ${fault}`).join('; '),
  };
}

/** Final scores that are printed as such. No game ends with a tie. */
function printedFinals({ schedule, summary }: ToldOfGame): Final[] {
  const isPart = summary !== null && summary.periods !== null && summary.periods < SUMMARY_PERIODS;
  const printed = [
    { source: 'game_summaries', score: isPart ? null : (summary?.score ?? null) },
    { source: 'schedule', score: schedule?.status === 'final' ? schedule.score : null },
  ];
  return printed.flatMap(({ source, score }) =>
    score === null || score.home === score.away ? [] : [{ source, score }],
  );
}

/** The fault of each box there is; the scores of those without one join the final scores. Minutes that fill a game are asked first. */
function faultsOfBoxes(told: ToldOfGame, finals: Final[]): Faults {
  const faults = new Map<Box, string | null>();
  const there = BOXES.flatMap((name) => (told[name] === null ? [] : [{ name, box: told[name] }]));
  for (const { name, box } of [
    ...there.filter(({ box: b }) => isLong(b)),
    ...there.filter(({ box: b }) => !isLong(b)),
  ]) {
    const fault = boxFault(box, finals) ?? (isLong(box) || finals.length > 0 ? null : unfinished(box, told));
    faults.set(name, fault);
    const score = scoreOf(box);
    if (fault === null && score !== null) finals.push({ source: name, score });
  }
  return faults;
}

/** Why a box without minutes is of a game that goes on, by the events and the schedule. */
function unfinished(box: BoxTold, { play_by_play, bigdataball, schedule }: ToldOfGame): string | null {
  const score = scoreOf(box);
  for (const events of [play_by_play, bigdataball]) {
    if (events === null || !soundSoFar(events)) continue;
    const { points } = events;
    if (score !== null && (score.home < points.home || score.away < points.away))
      return `it has ${scoreText(score)}, the events ${scoreText(points)}`;
    if (isBeforeFourthQuarter(events) && (score === null || sameScore(score, points)))
      return `it has no more than the events, which end in period ${events.last_period}`;
  }
  return schedule?.status === 'live' ? 'the schedule says that the game is not over' : null;
}

type Counting =
  | { readonly source: 'play_by_play' | 'bigdataball'; readonly told: EventsTold; readonly fault: string | null }
  | { readonly source: null; readonly fault: null };

/** The league's events where they are whole, else BigDataBall's where these are, else the league's. */
function countingEvents(told: ToldOfGame, finals: readonly Final[]): Counting {
  const all = (['play_by_play', 'bigdataball'] as const).flatMap((source) => {
    const events = told[source];
    return events === null ? [] : [{ source, told: events, fault: eventsFault(events, finals) }];
  });
  return all.find(({ fault }) => fault === null) ?? all[0] ?? { source: null, fault: null };
}

function statusBy(
  { schedule, in_chart }: ToldOfGame,
  evidence: readonly string[],
  faults: Faults,
  eventsFaulty: string | null,
): { status: GameStatus; reason: string } {
  if (evidence.length > 0) return { status: 'final', reason: `final by ${evidence.join(', ')}` };
  const printed = schedule?.status;
  if (printed === 'final') return { status: 'final', reason: 'final by schedule, without a score' };
  if (printed === 'postponed' || printed === 'cancelled') return { status: printed, reason: `${printed} by schedule` };
  if (eventsFaulty !== null) return { status: 'live', reason: `of its events, ${eventsFaulty}` };
  const [short] = faults;
  if (short !== undefined) return { status: 'live', reason: `of its ${short[0]}, ${short[1]}` };
  if (printed === 'live') return { status: 'live', reason: 'live by schedule' };
  if (in_chart) return { status: 'final', reason: 'final by shot_chart' };
  return { status: 'scheduled', reason: schedule === null ? 'no source has it as played' : 'scheduled by schedule' };
}
