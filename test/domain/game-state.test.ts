import { describe, expect, test } from 'vitest';
import { gameState, type ToldOfGame } from '../../src/domain/game-state.js';
import type { BoxTold } from '../../src/domain/whole-box.js';
import type { EventsTold } from '../../src/domain/whole-events.js';

const NOTHING: ToldOfGame = {
  schedule: null,
  summary: null,
  in_index: false,
  in_chart: false,
  play_by_play: null,
  bigdataball: null,
  box_score: null,
  game_log: null,
  team_log: null,
};
const told = (what: Partial<ToldOfGame>) => gameState({ ...NOTHING, ...what });
const score = (home: number, away: number) => ({ home, away });

/** Events of a whole game, 93-109. */
const WHOLE: EventsTold = {
  last_period: 4,
  ended_period: 4,
  seconds_left: 0,
  points: score(93, 109),
  running: score(93, 109),
  of_nobody: 0,
  in_order: true,
};
const HALF: EventsTold = { ...WHOLE, last_period: 2, ended_period: 2, points: score(52, 51), running: score(52, 51) };
const events = (what: Partial<EventsTold>) => told({ play_by_play: { ...WHOLE, ...what } });

/** A box of eight men a side with their minutes together. */
const box = (home: number, away: number, minutes: number | null = 240, men: number | null = 8): BoxTold => {
  const side = (points: number) => ({ points, seconds: minutes === null ? null : 60 * minutes, men });
  return { home: side(home), away: side(away) };
};
const final = { status: 'final', score: score(93, 109) };

describe('the status of a game', () => {
  test('is final if any source has all of it, and names the sources', () => {
    expect(told({ schedule: final })).toMatchObject({
      status: 'final',
      status_reason: 'final by schedule',
      home_score: 93,
      away_score: 109,
    });
    expect(events({})).toMatchObject({ status: 'final', status_reason: 'final by play_by_play', home_score: 93 });
    expect(told({ game_log: box(93, 109) })).toMatchObject({ status: 'final', status_reason: 'final by game_log' });
    // The schedule is older than the game.
    expect(told({ schedule: { status: 'scheduled', score: null }, team_log: box(93, 109, 240, null) })).toMatchObject({
      status: 'final',
      status_reason: 'final by team_log',
    });
    expect(told({ schedule: { status: 'postponed', score: null }, team_log: box(93, 109) }).status).toBe('final');
  });

  test('is live if what there is of it is a part, or the schedule says so', () => {
    expect(told({ play_by_play: HALF })).toMatchObject({
      status: 'live',
      status_reason: 'of its events, they end in period 2 with 0:00 left',
      home_score: null,
      events_whole: false,
    });
    expect(told({ game_log: box(52, 51, 120) })).toMatchObject({
      status: 'live',
      game_log_whole: false,
      boxes_reason: 'game_log: it has 120 of 240 minutes of a team',
    });
    expect(told({ schedule: { status: 'live', score: null } })).toMatchObject({
      status: 'live',
      status_reason: 'live by schedule',
    });
    // A summary made of the first half's events, and one of a tie.
    expect(told({ play_by_play: HALF, summary: { score: score(52, 51), periods: 2 } }).status).toBe('live');
    expect(told({ play_by_play: HALF, summary: { score: score(52, 52), periods: 4 } }).status).toBe('live');
  });

  test('is that of the schedule where nothing has been played', () => {
    for (const status of ['scheduled', 'postponed', 'cancelled'])
      expect(told({ schedule: { status, score: null } })).toMatchObject({
        status,
        status_reason: `${status} by schedule`,
        events_whole: null,
        game_log_whole: null,
      });
  });
});

describe('events are whole', () => {
  test('if the last of four or more periods is ended and one side has won', () => {
    expect(events({}).events_whole).toBe(true);
    expect(events({ ended_period: 3, seconds_left: 4 }).events_reason).toBe('they end in period 4 with 0:04 left');
    expect(events({ ended_period: null, last_period: 1, seconds_left: 601 }).events_reason).toBe(
      'they end in period 1 with 10:01 left',
    );
    expect(events({ points: score(99, 99), running: score(99, 99) }).events_reason).toBe('they end with a tie, 99-99');
    expect(events({ last_period: 5, ended_period: 5 }).events_whole).toBe(true);
    expect(events({ last_period: 5, ended_period: 4 }).events_whole).toBe(false);
  });

  test('if the clock runs down', () => {
    expect(events({ in_order: false }).events_reason).toBe('they are not in the order of the clock');
  });

  test('if each of them that counts for a player names him', () => {
    expect(events({ of_nobody: 2 }).events_reason).toBe('2 of them name no player');
  });

  test('if their points are the final score of another source; the running score has a say only without one', () => {
    const counted = { ...WHOLE, points: score(91, 109) };
    expect(told({ play_by_play: counted }).events_reason).toBe('they add up to 91-109, their running score is 93-109');
    expect(told({ play_by_play: counted, schedule: final }).events_reason).toBe(
      'they add up to 91-109, schedule says 93-109',
    );
    expect(told({ play_by_play: { ...WHOLE, running: score(91, 108) }, schedule: final }).events_whole).toBe(true);
    expect(told({ play_by_play: { ...WHOLE, running: null } }).events_whole).toBe(true);
    // One source is wrong, another says the same.
    const typo = { status: 'final', score: score(93, 190) };
    expect(told({ play_by_play: WHOLE, schedule: typo, team_log: box(93, 109, 240, null) }).events_whole).toBe(true);
    expect(told({ play_by_play: WHOLE, schedule: typo }).events_whole).toBe(false);
  });

  test("are the league's where these are whole, else BigDataBall's", () => {
    const both = (league: EventsTold, other: EventsTold) => told({ play_by_play: league, bigdataball: other });
    expect(both(WHOLE, WHOLE).events_source).toBe('play_by_play');
    expect(both(HALF, WHOLE)).toMatchObject({ events_source: 'bigdataball', events_whole: true, events_reason: null });
    expect(both(HALF, HALF)).toMatchObject({ events_source: 'play_by_play', events_whole: false });
  });
});

describe('a box is whole', () => {
  test('if its minutes fill a game, whatever its points: those that differ are a contradiction', () => {
    expect(told({ schedule: final, box_score: box(92, 109) }).box_score_whole).toBe(true);
    expect(told({ schedule: final, box_score: box(93, 109, 227) }).box_score_whole).toBe(false);
    expect(told({ schedule: final, box_score: box(93, 109, 228) }).box_score_whole).toBe(true);
  });

  test('if one side has won: four quarters of a game with overtime fill a game, too', () => {
    expect(told({ box_score: box(99, 99) })).toMatchObject({
      status: 'live',
      box_score_whole: false,
      boxes_reason: 'box_score: it ends with a tie, 99-99',
    });
    const log = box(110, 109, 265);
    expect(told({ box_score: box(99, 99), game_log: log })).toMatchObject({
      status: 'final',
      home_score: 110,
      box_score_whole: false,
      game_log_whole: true,
    });
    expect(told({ team_log: box(99, 99, null, null), game_log: log })).toMatchObject({ team_log_whole: false });
  });

  test('without minutes, if no other source has more', () => {
    expect(told({ schedule: final, team_log: box(52, 51, null, null) })).toMatchObject({
      team_log_whole: false,
      boxes_reason: 'team_log: it adds up to 52-51, schedule says 93-109',
    });
    expect(told({ play_by_play: HALF, team_log: box(52, 51, null, null) })).toMatchObject({
      status: 'live',
      boxes_reason: 'team_log: it has no more than the events, which end in period 2',
    });
    expect(told({ play_by_play: HALF, team_log: box(30, 29, null, null) }).team_log_whole).toBe(false);
    expect(told({ play_by_play: HALF, team_log: box(93, 109, null, null) })).toMatchObject({
      status: 'final',
      team_log_whole: true,
      home_score: 93,
    });
    expect(told({ team_log: box(30, 29, null, null), game_log: box(93, 109) })).toMatchObject({
      team_log_whole: false,
      game_log_whole: true,
      home_score: 93,
    });
    expect(told({ schedule: { status: 'live', score: null }, team_log: box(52, 51, null, null) }).status).toBe('live');
  });

  test('of fewer than five men, by what else is known of the game', () => {
    const one = box(20, 10, 30, 1);
    expect(told({ schedule: final, game_log: one }).game_log_whole).toBe(true);
    expect(told({ game_log: one }).game_log_whole).toBe(true);
    expect(told({ play_by_play: HALF, game_log: one }).game_log_whole).toBe(false);
  });
});
