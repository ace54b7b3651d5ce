import { beforeAll, describe, expect, test } from 'vitest';
import { EVENT } from '../../src/domain/event-codes.js';
import { Tally } from '../../src/simulate/collections.js';
import type { GameEvent } from '../../src/simulate/game/events.js';
import { FOUL } from '../../src/simulate/game/fouls.js';
import type { Game } from '../../src/simulate/game/game.js';
import { playGame } from '../../src/simulate/game/play-game.js';
import type { PlayerLine } from '../../src/simulate/game/sides.js';
import { League } from '../../src/simulate/league/league.js';
import { planSheet } from '../../src/simulate/league/team-sheet.js';
import { Rng } from '../../src/simulate/rng.js';

const GAMES = 120;
const DATE = '2023-12-01';
const ACTIVE = new Set<number>([
  EVENT.made,
  EVENT.missed,
  EVENT.freeThrow,
  EVENT.rebound,
  EVENT.turnover,
  EVENT.foul,
  EVENT.jumpBall,
]);
const PERSONAL = new Set<number>(Object.values(FOUL).map((kind) => kind.action));
/** After these the ball is dead. */
const DEAD = new Set<number>([
  EVENT.freeThrow,
  EVENT.foul,
  EVENT.violation,
  EVENT.timeout,
  EVENT.ejection,
  EVENT.periodStart,
  EVENT.replay,
]);

const games: Game[] = [];

beforeAll(() => {
  const rng = new Rng('rules');
  const league = new League(rng.fork('league'), 30, 2023);
  for (let i = 0; i < GAMES; i++) {
    const own = rng.fork(`game/${i}`);
    const [home, away] = own.shuffle(league.clubs);
    if (home === undefined || away === undefined) continue;
    const sheet = (club: typeof home) => planSheet(club, DATE, false, own).sheet;
    const officials = ['A.Able', 'B.Brook', 'C.Cole'];
    games.push(playGame({ rng: own, home: sheet(home), away: sheet(away), neutral: false, officials, tipoff: 1140 }));
  }
});

const told = ({ period, clock, home, neutral, visitor }: GameEvent) =>
  `period ${period}, ${clock} s: ${home}|${neutral}|${visitor}`;

/** Events of all games that break a rule, as text. */
function breaches(check: (event: GameEvent, before: GameEvent | undefined, game: Game) => boolean): string[] {
  return games.flatMap((game) =>
    game.events.filter((event, i) => check(event, game.events[i - 1], game)).map((event) => told(event)),
  );
}

describe('rules of play, event by event', () => {
  test('ten players are on court, and only they act', () => {
    expect(breaches((e) => new Set(e.ten).size !== 10)).toEqual([]);
    const idle = (e: GameEvent) => e.players.some((line) => line !== null && !e.ten.includes(line));
    expect(breaches((e) => ACTIVE.has(e.type) && idle(e))).toEqual([]);
  });

  test('time runs down, and overtimes follow while the score is level', () => {
    expect(breaches((e, before) => e.clock < 0 || (before?.period === e.period && e.clock > before.clock))).toEqual([]);
    for (const game of games) {
      game.periodScores.forEach(([home, away], i) => {
        if (i >= 3) expect(home === away).toBe(i < game.period - 1);
      });
    }
  });

  test('substitutions only while the ball is dead', () => {
    const dead = (e: GameEvent) =>
      DEAD.has(e.type) ||
      (e.type === EVENT.turnover && e.players[1] === null) ||
      (e.type === EVENT.rebound && e.players[0] === null);
    const wrong = breaches((e, before) => {
      if (e.type !== EVENT.substitution || before === undefined) return false;
      return e.clock !== before.clock || !(before.type === EVENT.substitution || dead(before));
    });
    expect(wrong).toEqual([]);
  });

  test('six fouls or an ejection end a night', () => {
    const ended: string[] = [];
    let fouledOut = 0;
    for (const { events } of games) {
      const fouls = new Tally<PlayerLine>();
      const gone = new Map<PlayerLine, number>();
      events.forEach((e, i) => {
        for (const line of e.players) {
          const since = line === null ? undefined : gone.get(line);
          // His own offensive foul is booked as a turnover right after it.
          if (since === undefined || e.type === EVENT.substitution || e.type === EVENT.ejection) continue;
          if (!(e.type === EVENT.turnover && i === since + 1)) ended.push(told(e));
        }
        const [first] = e.players;
        if (first === null) return;
        if (e.type === EVENT.foul && PERSONAL.has(e.action)) fouls.add(first);
        if (fouls.of(first) === 6 && !gone.has(first)) {
          gone.set(first, i);
          fouledOut++;
        }
        if (e.type === EVENT.ejection) gone.set(first, i);
      });
    }
    expect(ended).toEqual([]);
    expect(fouledOut).toBeGreaterThan(5);
  });

  test('timeouts: seven, four in the last period, two in its last three minutes, two per overtime', () => {
    for (const game of games) {
      for (const side of game.sides) {
        const taken = game.events.filter((e) => e.type === EVENT.timeout && e.side === side);
        expect(taken.filter((e) => e.period <= 4).length).toBeLessThanOrEqual(7);
        const fourth = taken.filter((e) => e.period === 4);
        expect(fourth.length).toBeLessThanOrEqual(4);
        expect(fourth.filter((e) => e.clock <= 180).length).toBeLessThanOrEqual(2);
        for (let period = 5; period <= game.period; period++)
          expect(taken.filter((e) => e.period === period).length).toBeLessThanOrEqual(2);
      }
    }
  });

  test('free throws come in whole trips of one shooter, last rebound or not', () => {
    const TRIPS: Readonly<Record<number, number>> = { 12: 11, 14: 13, 15: 14, 19: 18, 26: 25, 28: 27, 29: 28 };
    const broken = games.flatMap(({ events }) => {
      const shots = events.filter((e) => e.type === EVENT.freeThrow && e.action !== 16);
      return shots.filter((e, i) => {
        const first = TRIPS[e.action];
        const before = shots[i - 1];
        return first !== undefined && (before?.action !== first || before.players[0] !== e.players[0]);
      });
    });
    expect(broken.map(told)).toEqual([]);
  });
});
