import type { ReconcileReport } from '../../../audit/reconcile/check.js';
import type { Paint } from './paint.js';
import { count, counted, table } from './table.js';
import { rest, SHOWN, stateOf, verdict } from './verdict.js';

export function reconcileText(report: ReconcileReport, paint: Paint): string[] {
  const lines = table(
    ['check', 'what', 'compared', 'differ', "source's own", 'verdict'],
    report.checks.map((c) => [
      c.check,
      c.what,
      count(c.compared),
      count(c.differing),
      count(c.source_differences),
      stateOf(paint, c.verdict),
    ]),
    'llrrrl',
  );
  for (const check of report.checks.filter((c) => c.tolerance > 0 && c.compared > 0)) {
    lines.push(`  ${check.check}: differences up to ${check.tolerance} pass, because ${check.because ?? ''}`);
  }
  if (report.differences.length > 0) lines.push('', paint.strong('Differences'));
  lines.push(
    ...table(
      ['check', 'date', 'game', 'who', 'what', 'left', 'right', ''],
      report.differences
        .slice(0, SHOWN)
        .map((d) => [
          d.check,
          d.date,
          d.game_id,
          d.entity,
          d.detail,
          d.left === null ? '-' : String(d.left),
          d.right === null ? '-' : String(d.right),
          d.kind === 'source' ? 'as its source published it' : '',
        ]),
      'lllllrrl',
    ),
    ...rest(report.differences.length),
    '',
    conclusion(report, paint),
  );
  return lines;
}

/** Differences that a check allows are still mentioned. */
function conclusion({ finding_count, checks }: ReconcileReport, paint: Paint): string {
  const differing = checks.reduce((sum, check) => sum + check.differing, 0);
  if (finding_count > 0 || differing === 0) return verdict(finding_count, 'difference', paint);
  return paint.good(
    `No findings: ${counted(differing, 'difference is', 'differences are')} within what ${differing === 1 ? 'its check allows' : 'the checks allow'}, or as the source published it.`,
  );
}
