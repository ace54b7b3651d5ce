import type { LeakageReport } from '../../../audit/leakage/report.js';
import type { Paint } from './paint.js';
import { count, counted, table } from './table.js';
import { rest, SHOWN, verdict } from './verdict.js';

export function leakageText(report: LeakageReport, paint: Paint): string[] {
  const lines = table(
    ['date', 'rows compared', 'leaks', 'time'],
    report.dates.map((d) => [
      d.date,
      count(Object.values(d.compared).reduce((sum, n) => sum + n, 0)),
      d.not_audited !== null ? paint.warn('not audited') : d.leaks.length > 0 ? paint.bad(count(d.leaks.length)) : '0',
      `${d.seconds.toFixed(1)} s`,
    ]),
    'lrrr',
  );
  for (const date of report.dates) {
    if (date.not_audited !== null) lines.push(`  ${date.date} not audited: ${date.not_audited}`);
    for (const leak of date.leaks.slice(0, SHOWN)) {
      const what = leak.column === null ? 'rows appear or vanish' : `column ${leak.column} differs`;
      lines.push(
        `  ${paint.bad('LEAK')} ${leak.table} ${leak.date}: ${what} in ${counted(leak.rows, 'row')}, e.g. ${leak.example}`,
      );
    }
    lines.push(...rest(date.leaks.length));
  }
  lines.push(
    '',
    verdict(
      report.finding_count,
      'date that leaks or could not be judged',
      paint,
      'dates that leak or could not be judged',
    ),
  );
  return lines;
}
