import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, easternToUtc } from '../../src/domain/dates.js';
import { nextPass, type TimedGame } from '../../src/watch/passes.js';
import { restOn } from '../../src/watch/rest.js';
import { ATTEMPTS, afterOutcome, type Outcome, type WatchState } from '../../src/watch/watch-state.js';

const DAY = '2024-01-10';
const at = (time: string, date = DAY) => easternToUtc(date, time);
const game = (time: string, over = false): TimedGame => ({
  game_id: `g${time}`,
  date: DAY,
  tipoff_at: at(time),
  away: 'BOS',
  home: 'LAL',
  is_over: over,
});

describe('the timetable', () => {
  test.each([
    ['08:00', 'morning', '09:05'],
    ['09:05', 'before_tipoff', '16:30'],
    ['16:30', 'before_tipoff', '18:28'],
    ['18:28', 'before_tipoff', '18:55'],
    ['18:55', 'before_tipoff', '19:20'],
    ['19:20', 'after_final', '22:00'],
    ['22:00', 'after_final', '22:20'],
  ])('after %s comes the pass %s at %s', (now, why, then) => {
    expect(nextPass([game('19:30')], at(now))).toMatchObject({ why, at: at(then) });
  });

  test('a game whose files are there brings about no pass; the night and the morning come all the same', () => {
    expect(nextPass([game('19:30', true)], at('19:00'))).toMatchObject({
      why: 'night',
      at: at('03:15', addDays(DAY, 1)),
    });
    expect(nextPass([game('19:30')], at('10:00'), true)).toMatchObject({
      why: 'morning',
      at: at('09:05', addDays(DAY, 1)),
    });
  });

  test('the clocks change, the hours of the passes do not', () => {
    // The second Sunday of March: an hour is left out at two.
    expect(nextPass([], at('23:00', '2024-03-09')).at).toBe(at('03:15', '2024-03-10'));
    expect(nextPass([], at('04:00', '2024-03-10')).at).toBe(at('09:05', '2024-03-10'));
  });

  test('passes follow each other, and before a tip-off there always are four', () => {
    const minute = fc.integer({ min: 12 * 60 + 10, max: 22 * 60 + 30 });
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.uniqueArray(minute, { minLength: 1, maxLength: 8 }), (minutes) => {
        const games = minutes.map((one) => game(clock(one)));
        const passes: string[] = [];
        let now = at('09:05');
        while (now < at('09:05', addDays(DAY, 1))) {
          const next = nextPass(games, now).at;
          expect(next > now).toBe(true);
          passes.push(next);
          now = next;
        }
        for (const { tipoff_at: tipoff } of games) {
          const before = passes.filter(
            (pass) => Date.parse(tipoff!) - Date.parse(pass) <= 180 * 60_000 && pass < tipoff!,
          );
          expect(before.length).toBeGreaterThanOrEqual(4);
        }
        expect(passes.length).toBeLessThan(150);
      }),
      { numRuns: 30 },
    );
  });
});

describe('times of rest', () => {
  const regular = (date: string) => ({ game_id: '0022300900', date });
  test.each([
    ['on a day with games', regular('2024-01-09'), '2024-01-10', '2024-01-10', null],
    ['the day after the last games', regular('2024-01-09'), null, '2024-01-10', null],
    ['the day before the next', regular('2024-01-05'), '2024-01-10', '2024-01-09', null],
    ['in February for a week', regular('2024-02-15'), '2024-02-22', '2024-02-18', 'all_star_break'],
    ['at Christmas', regular('2023-12-23'), '2023-12-27', '2023-12-25', 'no_games'],
    ['after the regular season', regular('2024-04-14'), null, '2024-04-16', 'between_rounds'],
    [
      'after a round, the next one is scheduled',
      { game_id: '0042300207', date: '2024-05-19' },
      '2024-05-23',
      '2024-05-21',
      'between_rounds',
    ],
    ['after the finals', { game_id: '0042300405', date: '2024-06-17' }, null, '2024-06-19', 'off_season'],
    [
      'in summer with a new schedule',
      { game_id: '0042300405', date: '2024-06-17' },
      '2024-10-22',
      '2024-09-01',
      'off_season',
    ],
    ['without a schedule', null, null, '2024-09-01', 'no_schedule'],
  ])('%s', (_, last, next, today, rest) => expect(restOn({ last, next }, today)).toBe(rest));
});

describe('after a pass', () => {
  const begin: WatchState = {
    pid: 1,
    started_at: at('09:00'),
    state: 'running',
    reason: null,
    what: null,
    last: null,
    next: null,
    attempts: 0,
  };
  const well: Outcome = { exit: 0, findings: 0, trouble: null, isBusy: false, games: [], rest: null };
  const bad: Outcome = { ...well, exit: 4, trouble: { reason: 'failing', what: 'the disk is full' } };

  test('it tries again a bounded number of times, each later than the one before, then halts until the morning', () => {
    let state = begin;
    const waits: number[] = [];
    let now = at('10:00');
    for (let i = 0; i < ATTEMPTS; i++) {
      state = afterOutcome(state, 'again', bad, now);
      if (state.state === 'waiting') {
        waits.push(Date.parse(state.next!.at) - Date.parse(now));
        now = state.next!.at;
      }
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.length).toBe(ATTEMPTS - 1);
    expect(state).toMatchObject({
      state: 'halted',
      reason: 'failing',
      what: 'the disk is full',
      next: { why: 'morning' },
    });
    // The next morning all is well again.
    expect(afterOutcome(state, 'morning', well, state.next!.at)).toMatchObject({
      state: 'waiting',
      attempts: 0,
      what: null,
    });
  });

  test('a warehouse in use is no failure', () => {
    const busy = afterOutcome(begin, 'start', { ...well, isBusy: true }, at('10:00'));
    expect(busy).toMatchObject({ state: 'waiting', attempts: 0, next: { at: at('10:01') } });
  });

  test('a time of rest is told with its reason and has one pass a day', () => {
    const rest = { reason: 'off_season', what: 'the season is over' } as const;
    expect(afterOutcome(begin, 'start', { ...well, rest }, at('10:00'))).toMatchObject({
      state: 'resting',
      reason: 'off_season',
      next: { at: at('09:05', addDays(DAY, 1)) },
    });
  });
});
