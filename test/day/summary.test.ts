import { expect, it } from 'vitest';
import type { Cause } from '../../src/day/report.js';
import { summary } from '../../src/day/summary.js';

const DATE = '2022-01-10';
const tonight = (reasons: Readonly<Record<string, number>>, ready = 0) => {
  const unready = Object.entries(reasons).map(([reason, rows]) => ({ reason, rows }));
  const rows = ready + unready.reduce((sum, one) => sum + one.rows, 0);
  return { date: DATE, games: [], players: [], readiness: { rows, ready, reasons: unready } };
};
const cause = (key: string): Cause => ({ key, what: key, command: '' });
const conflict = cause('conflict:0022100001');
const READY = `ready:${DATE}`;

const told = (reasons: Readonly<Record<string, number>>, late: readonly Cause[], remaining: readonly Cause[]) => {
  const { findings, causes } = summary(tonight(reasons), [], late, remaining);
  return { finding: findings.length > 0, causes: causes.map(({ key }) => key) };
};

it('no row ready is a cause only where no other cause explains it', () => {
  // Of a young season nothing is said.
  expect(told({ fewer_than_5_games: 20, no_player_zones: 3 }, [], [])).toEqual({ finding: false, causes: [] });
  // Rows are not ready because sources differ or the season is young: the conflict alert explains them.
  expect(told({ sources_differ: 20, no_player_zones: 3 }, [], [conflict])).toEqual({ finding: true, causes: [] });
  // Without a conflict that is told, and for any other reason, it is a cause of its own.
  expect(told({ sources_differ: 20 }, [], [cause('critical:2022-01-09')])).toEqual({ finding: true, causes: [READY] });
  expect(told({ sources_differ: 19, games_missing: 1 }, [], [conflict])).toEqual({ finding: true, causes: [READY] });
  expect(told({ games_missing: 20 }, [], [])).toEqual({ finding: true, causes: [READY] });
  // Late files are the cause.
  expect(told({ games_missing: 20 }, [cause('files:2022-01-09')], [])).toEqual({ finding: true, causes: [] });
});

it('waits for the files of the night before, and is content with one row that is ready', () => {
  const until = '2022-01-10T15:00:00.000Z';
  const waiting = summary(tonight({ games_missing: 20 }), [{ what: 'logs', until }], [], []);
  expect(waiting).toMatchObject({ findings: [], causes: [], waits: [{ until }] });
  expect(summary(tonight({ games_missing: 20 }, 1), [], [], [])).toMatchObject({ findings: [], causes: [], waits: [] });
});
