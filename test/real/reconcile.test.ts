import { describe, expect, inject, it } from 'vitest';
import type { ReconcileReport } from '../../src/audit/reconcile/check.js';
import { hasData } from './data.js';
import { report } from './run-cli.js';

describe.skipIf(!hasData)('reconcile of real seasons', () => {
  const db = inject('realWarehouse');
  const season = (name: string) => report<ReconcileReport>(db, 'validate', 'reconcile', '--season', name);
  const verdicts = (data: ReconcileReport) => Object.fromEntries(data.checks.map((c) => [c.check, c.verdict]));

  it('2021-22: no difference between events, logs, team rows and schedule', async () => {
    const { code, data } = await season('2021-22');
    expect(code).toBe(0);
    expect(data.finding_count).toBe(0);
    expect(verdicts(data)).toEqual({
      points_identity: 'equal',
      zones_sum: 'equal',
      assisted_sum: 'equal',
      blocks_by_zone: 'equal',
      player_sums: 'equal',
      points_allowed: 'equal',
      possessions: 'equal',
      logs_vs_events: 'equal',
      box_scores_vs_events: 'nothing to compare',
      players_logged: 'equal',
      player_team: 'equal',
      team_logs_vs_events: 'equal',
      team_without_log: 'nothing to compare',
      final_score: 'equal',
      minutes_sum: 'equal',
      line_ups_vs_log: 'within tolerance',
      line_up_minutes: 'nothing to compare',
    });
    expect(data.checks.find((c) => c.check === 'logs_vs_events')?.compared).toBeGreaterThan(167_000);
  });

  it('2020-21: box scores as first published are told as such, and nothing else differs', async () => {
    const { code, data } = await season('2020-21');
    expect(code).toBe(0);
    expect(verdicts(data)).toMatchObject({
      logs_vs_events: 'equal',
      box_scores_vs_events: 'source differences',
      minutes_sum: 'equal',
      line_up_minutes: 'within tolerance',
    });
    // The block that the corrected totals have moved: 10,523 as published, 10,524 corrected.
    const blocks = data.differences.filter((d) => d.check === 'box_scores_vs_events' && d.detail === 'blocks');
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.every((d) => d.kind === 'source')).toBe(true);
    const lineUps = data.checks.find((c) => c.check === 'line_up_minutes');
    expect(lineUps?.compared).toBeGreaterThan(23_000);
    expect((lineUps?.differing ?? Number.NaN) - (lineUps?.source_differences ?? Number.NaN)).toBeLessThan(20);
  });

  it('2024-25: no difference', async () => {
    const { code, data } = await season('2024-25');
    expect(data.finding_count).toBe(0);
    expect(code).toBe(0);
  });
});
