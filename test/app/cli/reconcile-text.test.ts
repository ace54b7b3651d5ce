import { expect, test } from 'vitest';
import { PAINT } from '../../../src/app/cli/text/paint.js';
import { reconcileText } from '../../../src/app/cli/text/reconcile.js';
import type { CheckResult, Difference } from '../../../src/audit/reconcile/check.js';

const check: CheckResult = {
  check: 'line_ups_vs_log',
  what: 'minutes from line-ups round to those of the log',
  left: 'line-ups',
  right: 'log',
  tolerance: 60,
  because: 'logs have whole minutes',
  allowed_share: 0.001,
  compared: 27_930,
  differing: 1,
  source_differences: 0,
  verdict: 'within tolerance',
};
const difference: Difference = {
  check: 'line_ups_vs_log',
  game_id: '0022100068',
  date: '2021-10-28',
  entity: '1630231 KJ Martin',
  detail: 'seconds',
  left: 1690,
  right: 960,
  kind: 'difference',
};
const report = (checks: CheckResult[], differences: Difference[], finding_count: number) =>
  reconcileText({ from: null, to: null, checks, differences, finding_count }, PAINT);

test('differences that are listed are not said to be none', () => {
  expect(report([check], [difference], 0).at(-1)).toContain(
    'No findings: 1 difference is within what its check allows, or as the source published it.',
  );
  expect(report([{ ...check, differing: 0, verdict: 'equal' }], [], 0).at(-1)).toContain('Clean: no differences.');
  expect(report([{ ...check, verdict: 'differs' }], [difference], 1).at(-1)).toContain('1 difference.');
});
