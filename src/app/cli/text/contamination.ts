import type { ContaminationReport } from '../../../audit/contamination/report.js';
import type { Paint } from './paint.js';
import { count, counted, percent, table } from './table.js';
import { rest, SHOWN, stateOf, verdict } from './verdict.js';

export function contaminationText(report: ContaminationReport, paint: Paint): string[] {
  const lines = table(
    ['phase', 'table', 'critical field', 'dates', 'checked', 'invalid', 'valid', 'state'],
    report.fields.map((f) => [
      String(f.phase),
      f.alias,
      f.field,
      count(f.partitions),
      count(f.checked),
      count(f.invalid),
      percent(f.valid_share),
      stateOf(paint, f.state),
    ]),
    'lllrrrrl',
  );
  if (report.roots.length > 0) lines.push('', paint.strong('Roots'));
  for (const root of report.roots) {
    const why = root.reasons.length > 0 ? root.reasons.join(', ') : 'no reason given';
    lines.push(
      `  ${root.alias} ${root.fields.join(', ')} ${root.date}: ${stateOf(paint, root.state)}, ${why} (${counted(root.invalid_rows, 'row')}, ${root.games.length === 1 ? 'game' : 'games'} ${root.games.join(' ')})`,
    );
    if (root.reach.length === 0) lines.push('    reaches nothing');
    lines.push(
      ...table(
        ['reaches', 'dates', 'rows that read it', 'rows that leave it out'],
        root.reach.map((r) => [r.alias, count(r.partitions), count(r.rows_reading), count(r.rows_missing_game)]),
        'lrrr',
      ).map((line) => `    ${line}`),
    );
  }
  const derived = report.findings.filter((f) =>
    f.roots.every((root) => root.table !== f.table || root.date !== f.date),
  );
  if (derived.length > 0) lines.push('', paint.strong('Downstream of a root'));
  for (const f of derived.slice(0, SHOWN)) {
    const from = f.roots.map((root) => `${root.table} ${root.fields.join(', ')} ${root.date}`).join('; ');
    lines.push(`  ${f.alias} ${f.field} ${f.date}: ${stateOf(paint, f.state)}, from ${from}`);
  }
  lines.push(...rest(derived.length), '', verdict(report.finding_count, 'contaminated field-date', paint));
  return lines;
}
