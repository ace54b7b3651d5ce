import { describe, expect, test } from 'vitest';
import { AFTER_GAME, BEFORE_GAME, type ExpectedGame, type ExpectedKind } from '../../src/audit/expected/report.js';
import { lateCauses } from '../../src/day/late-causes.js';

const DAY = '2024-01-10';
const NEXT = '2024-01-11';

/** A game of which these kinds are late. */
const game = (id: string, late: readonly ExpectedKind[], status = 'final'): ExpectedGame => ({
  ...{ game_id: id, date: DAY, tipoff_at: null, away: `A${id}`, home: `H${id}`, status, moved_from: null },
  files: [...BEFORE_GAME, ...AFTER_GAME].map((kind) => ({
    ...{ kind, due_by: '2024-01-11T14:00:00.000Z', since: null, changed_at: null, note: null },
    state: late.includes(kind) ? 'late' : 'there',
  })),
});
const keys = (today: string, ...games: ExpectedGame[]) => {
  const counts = { there: 0, not_due: 0, late: 0, missing: 0, not_to_come: 0 };
  return lateCauses({ games, moved_away: [], counts, finding_count: 0 }, today).map(({ key }) => key);
};

describe('one cause, however many files', () => {
  test('a night without any files is one; a game without any among others is its own', () => {
    expect(keys(NEXT, game('1', AFTER_GAME), game('2', AFTER_GAME))).toEqual([`files:${DAY}`]);
    expect(keys(NEXT, game('1', AFTER_GAME), game('2', []))).toEqual(['files:1']);
  });
  test('a source that lacks all games is one, beside a game that lacks more', () => {
    expect(keys(NEXT, game('1', ['shot_chart']), game('2', ['shot_chart']))).toEqual([`shot_chart:${DAY}`]);
    expect(keys(NEXT, game('1', ['shot_chart', 'play_by_play']), game('2', ['shot_chart']))).toEqual([
      `shot_chart:${DAY}`,
      'part:1',
    ]);
    expect(keys(NEXT, game('1', ['play_by_play']), game('2', []))).toEqual(['part:1']);
  });
  test('lines of games and players are one feed; after the date they are none any more', () => {
    const games = [game('1', ['lines', 'props', 'news'], 'scheduled'), game('2', ['props'], 'scheduled')];
    expect(keys(DAY, ...games)).toEqual([`odds:${DAY}`, `news:${DAY}`]);
    expect(keys(NEXT, ...games)).toEqual([]);
  });
  test('a game that is off has no causes', () => {
    expect(keys(NEXT, game('1', AFTER_GAME, 'postponed'))).toEqual([]);
  });
});
