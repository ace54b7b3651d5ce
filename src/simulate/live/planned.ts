import { addDays, easternToUtc } from '../../domain/dates.js';
import type { Rng } from '../rng.js';
import type { ScheduledGame } from '../schedule/game.js';
import type { BookedDay } from './day-book.js';

/** What goes wrong in a live season, and what it concerns. */
const LIVE_FAULTS = {
  late_game: 'no file of one game comes in the morning; all come a day later',
  late_night: 'no file of a whole night comes in the morning; all come a day later',
  events_out: 'the play-by-play of a night comes two days late',
  charts_out: 'the shot chart of a night comes two days late',
  logs_out: 'the logs of a night come two days late',
  half_game: 'the play-by-play of one game ends at half time; the whole comes a day later',
  correction: 'a log has an assist too many for one player; the right one comes two days later',
  broken_file: 'a scoreboard is cut off; the whole comes a day later',
  odds_out: 'no lines of a date come before its games; they come in the morning after',
  news_out: 'no injury report of a date comes before its games; it comes in the morning after',
  renamed: 'all books call a player by a name that is nobody; a person has to say who he is',
  mad_book: 'one book quotes three times what all others do',
  postponed: 'a game is called off on the morning of its date and played later',
  moved: 'a game has another tip-off until its morning',
} as const;
type LiveFaultKind = keyof typeof LIVE_FAULTS;

export interface LiveFault {
  readonly kind: LiveFaultKind;
  readonly date: string;
  readonly games: readonly string[];
  /** A name, a book, a file; NULL where it is about dates and games. */
  subject: string | null;
  /** Who is meant by a name. */
  player_id: number | null;
  /** When the fault can first be seen, and when a later file corrects it; NULL if none does. ISO 8601, UTC. */
  readonly visible_at: string;
  readonly repaired_at: string | null;
  /** Whether an alert is expected, and whether a person has to act. */
  readonly expects: 'alert' | 'nothing';
  readonly needs: 'nobody' | 'person';
  /** Where an earlier schedule had the game. */
  readonly was?: { readonly date: string; readonly time: string };
}

/** The morning's files come at this hour, by Eastern time. */
const MORNING = '08:40';
export const morningOf = (date: string): string => easternToUtc(date, MORNING);
const BEFORE_TIPOFF_MS = 75 * 60_000;

/** Before the first game of a date its lines and news come. */
export function eveningOf(day: BookedDay): string {
  const tipoffs = day.games.map((game) => Date.parse(easternToUtc(game.date, game.time)));
  return new Date(Math.min(...tipoffs) - BEFORE_TIPOFF_MS).toISOString();
}

/** The first days have no faults: there is no history to compare with. */
const FIRST_DAY = 3;
const CHANCE = { results: 0.55, before: 0.3, schedule: 0.2 } as const;
const RESULTS = [
  'late_game',
  'late_night',
  'events_out',
  'charts_out',
  'logs_out',
  'half_game',
  'correction',
  'broken_file',
] as const;
const BEFORE = ['odds_out', 'news_out', 'renamed', 'mad_book'] as const;
const SCHEDULE = ['postponed', 'moved'] as const;

/** Faults of a season: at most one of each kind per date, so that they can be told apart. */
export function planFaults(days: readonly BookedDay[], rng: Rng): LiveFault[] {
  const busy = days.filter((day) => day.games.length > 0);
  return busy.slice(FIRST_DAY).flatMap((day) => {
    const dice = rng.fork(`live/${day.date}`);
    const game = dice.pick(day.games);
    const results = dice.chance(CHANCE.results) ? [dice.pick(RESULTS)] : [];
    const before = dice.chance(CHANCE.before) ? [dice.pick(BEFORE)] : [];
    const schedule = dice.chance(CHANCE.schedule) ? [dice.pick(SCHEDULE)] : [];
    return [
      ...results.map((kind) => ofResults(kind, day, game)),
      ...before.map((kind) => beforeGames(kind, day)),
      ...schedule.flatMap((kind) => ofSchedule(kind, day, game, days)),
    ];
  });
}

const NOBODY = { subject: null, player_id: null, needs: 'nobody' } as const;

function ofResults(kind: (typeof RESULTS)[number], day: BookedDay, game: ScheduledGame): LiveFault {
  const isOfOne = kind === 'late_game' || kind === 'half_game' || kind === 'correction';
  const days = kind.endsWith('_out') || kind === 'correction' ? 3 : 2;
  return {
    ...NOBODY,
    kind,
    date: day.date,
    games: isOfOne ? [game.id] : day.games.map(({ id }) => id),
    visible_at: morningOf(addDays(day.date, 1)),
    repaired_at: morningOf(addDays(day.date, days)),
    expects: 'alert',
  };
}

function beforeGames(kind: (typeof BEFORE)[number], day: BookedDay): LiveFault {
  const isOut = kind === 'odds_out' || kind === 'news_out';
  return {
    ...NOBODY,
    kind,
    date: day.date,
    games: day.games.map(({ id }) => id),
    visible_at: eveningOf(day),
    repaired_at: isOut ? morningOf(addDays(day.date, 1)) : null,
    expects: 'alert',
    needs: kind === 'renamed' ? 'person' : 'nobody',
  };
}

/** A moved game needs no alert. */
function ofSchedule(
  kind: (typeof SCHEDULE)[number],
  day: BookedDay,
  game: ScheduledGame,
  days: readonly BookedDay[],
): LiveFault[] {
  const told = { ...NOBODY, kind, games: [game.id], repaired_at: null, expects: 'nothing' } as const;
  if (kind === 'moved') {
    const hour = Number(game.time.slice(0, 2)) - 2;
    const was = { date: day.date, time: `${hour}:${game.time.slice(3)}` };
    return [{ ...told, date: day.date, visible_at: morningOf(day.date), was }];
  }
  const free = days.find(
    ({ date, games }) =>
      date < day.date &&
      date >= addDays(day.date, -6) &&
      date > (days[FIRST_DAY]?.date ?? '') &&
      !games.some((other) => [other.home, other.away].some((team) => team === game.home || team === game.away)),
  );
  if (free === undefined || game.kind !== 'regular' || game.label !== '') return [];
  return [{ ...told, date: free.date, visible_at: morningOf(free.date), was: { date: free.date, time: game.time } }];
}
