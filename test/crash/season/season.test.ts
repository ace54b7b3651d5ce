import { expect, test } from 'vitest';
import { judge } from './judge.js';
import { runSeason } from './run-season.js';

/** Takes minutes, so it runs when asked for. The long run, of a season: npm run test:season. */
test.skipIf(process.env.NBA_PROPS_SEASON === undefined)(
  'ten hostile days, with kills: the content is that of one clean backfill, and every fault is told by the next morning',
  async () => {
    const report = await runSeason({ seed: '5', teams: 6, kills: 0.5, until: '2023-11-02' });
    expect(report.wrong).toEqual([]);
    expect(report.different).toEqual([]);
    expect(report.replayed_otherwise).toEqual([]);
    expect(report.served).toBeGreaterThan(8);
    expect(report.not_told).toEqual([]);
    expect(report.precision, report.wrong_alarms.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(report.faults).toBeGreaterThan(1);
    expect(report.kills).toBeGreaterThan(2);
    expect(report.partitions).toBeGreaterThan(100);
  },
  1_200_000,
);

test('the judge counts what nobody told, what was told too late, and wrong alarms', () => {
  const fault = {
    kind: 'late_game',
    date: '2024-01-10',
    games: ['0022300500'],
    subject: null,
    player_id: null,
    visible_at: '2024-01-11T13:40:00.000Z',
    repaired_at: null,
    expects: 'alert',
    needs: 'nobody',
  } as const;
  const alert = (key: string, since: string) => ({ key, since, what: '' });
  const judged = (...alerts: ReturnType<typeof alert>[]) => judge([fault], alerts, '2024-02-01T00:00:00.000Z');
  expect(judged(alert('files:0022300500', '2024-01-11T14:00:00.000Z'))).toMatchObject({ precision: 1, recall: 1 });
  expect(judged(alert('files:0022300500', '2024-01-13T14:00:00.000Z'))).toMatchObject({ precision: 1, recall: 0 });
  expect(judged(alert('files:0022300501', '2024-01-11T14:00:00.000Z'))).toMatchObject({ precision: 0, recall: 0 });
  expect(judged()).toMatchObject({ precision: 1, recall: 0, not_told: ['2024-01-10 late_game 0022300500'] });
});
