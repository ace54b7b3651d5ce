import type { ContractsReport } from '../../../audit/contracts/report.js';
import type { Paint } from './paint.js';
import { count, counted, table } from './table.js';
import { rest, SHOWN, verdict } from './verdict.js';

export function contractsText(report: ContractsReport, paint: Paint): string[] {
  const lines = table(
    ['table', 'dates', 'rows', 'columns', 'violations', 'never measured'],
    report.tables.map((t) => [
      t.alias,
      count(t.partitions),
      count(t.rows),
      count(new Set(t.columns.map((c) => c.column)).size),
      t.violations > 0 ? paint.bad(count(t.violations)) : '0',
      t.never_measured.join(', '),
    ]),
    'lrrrrl',
  );
  if (report.violations.length > 0) lines.push('');
  for (const v of report.violations.slice(0, SHOWN)) {
    lines.push(
      `  ${paint.bad(v.kind)} ${v.alias} ${v.where ?? 'between seasons'}: ${v.what} (${counted(v.rows, 'row')})`,
    );
  }
  lines.push(...rest(report.violations.length), '', verdict(report.violations.length, 'violation', paint));
  return lines;
}
