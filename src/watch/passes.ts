import { Cron } from 'croner';
import { EASTERN, easternTimeOf } from '../domain/dates.js';

/** Why a pass is made. */
export type PassReason = 'start' | 'morning' | 'night' | 'before_tipoff' | 'after_final' | 'again';

export interface Pass {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly why: PassReason;
  /** In words, for people. */
  readonly what: string;
}

/** A game of yesterday, today or tomorrow, for the timetable. */
export interface TimedGame {
  readonly game_id: string;
  readonly date: string;
  readonly tipoff_at: string | null;
  readonly away: string;
  readonly home: string;
  /** No more files will come: they are there, or the game is postponed or cancelled. */
  readonly is_over: boolean;
}

const BY_EASTERN = { timezone: EASTERN, paused: true } as const;
/** Every morning, when the files of the night are due; every night, when the last game in the west is over. */
const DAILY = [
  { pattern: '5 9 * * *', why: 'morning', what: 'the night is settled' },
  { pattern: '15 3 * * *', why: 'night', what: 'the last games are over' },
] as const;
const MINUTE = 60_000;
/** Before tip-off, in minutes: when lines are due, with the late news, and the last quotes. */
const BEFORE = [180, 62, 35, 10];
/** How long after tip-off its files are looked for. */
const LENGTH_MS = 150 * MINUTE;
const LOOK_EVERY_MS = 20 * MINUTE;
const LOOKS = 9;

/** The next pass after `now` (ISO 8601, UTC). When resting or halted there is only the morning pass. */
export function nextPass(games: readonly TimedGame[], now: string, onlyMornings = false): Pass {
  const daily = DAILY.filter(({ why }) => !onlyMornings || why === 'morning').flatMap(({ pattern, why, what }) => {
    const at = new Cron(pattern, BY_EASTERN).nextRun(new Date(now));
    return at === null ? [] : [{ at: at.toISOString(), why, what } satisfies Pass];
  });
  const all = [...daily, ...(onlyMornings ? [] : games.flatMap(passesOf))];
  const coming = all.filter(({ at }) => at > now).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const [first] = coming;
  if (first === undefined) throw new RangeError(`no pass after ${now}`);
  return first;
}

/** Passes for a game: before tip-off, and after it should be over until its files are there. */
function passesOf(game: TimedGame): Pass[] {
  if (game.tipoff_at === null || game.is_over) return [];
  const tipoff = Date.parse(game.tipoff_at);
  const name = `${game.away} @ ${game.home}`;
  const at = (ms: number) => new Date(ms).toISOString();
  return [
    ...BEFORE.map((minutes): Pass => {
      const what = `${minutes} minutes before ${name} at ${easternTimeOf(game.tipoff_at ?? '')} ET`;
      return { at: at(tipoff - minutes * MINUTE), why: 'before_tipoff', what };
    }),
    ...Array.from({ length: LOOKS }, (_, i): Pass => {
      return { at: at(tipoff + LENGTH_MS + i * LOOK_EVERY_MS), why: 'after_final', what: `${name} should be over` };
    }),
  ];
}
