import type { ContaminationReport } from '../../../audit/contamination/report.js';
import type { ContractsReport } from '../../../audit/contracts/report.js';
import type { CoverageReport, CoverageState, StateCounts } from '../../../audit/coverage/report.js';
import type { LeakageReport } from '../../../audit/leakage/report.js';
import type { ReconcileReport } from '../../../audit/reconcile/check.js';
import { count, counted, type Paint, percent, table } from './table.js';

/** Lines of details shown before the rest is left to --json. */
const SHOWN = 20;

const rest = (total: number, shown = SHOWN) =>
  total > shown ? [`  ... and ${count(total - shown)} more (--json lists all)`] : [];

const stateOf = (paint: Paint, state: string) =>
  state === 'CLEAN' || state === 'within' || state === 'equal'
    ? paint.good(state)
    : state === 'CONTAMINATED' || state === 'differs'
      ? paint.bad(state)
      : paint.warn(state);

export function contaminationText(report: ContaminationReport, paint: Paint): string[] {
  const lines = table(
    ['stage', 'table', 'critical field', 'dates', 'checked', 'invalid', 'valid', 'state'],
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

const ORDER: readonly CoverageState[] = [
  'ROW',
  'INSUFFICIENT_DATA',
  'PLAYER_DNP',
  'DATA_GAP',
  'MISSING_DEPENDENCY',
  'CONTAMINATED_UPSTREAM',
  'UNRESOLVED_NAME',
  'CONTRACT_VIOLATION',
  'PROCESSING_ERROR',
  'UPSTREAM_FAILURE',
  'PARTITION_FAILED',
  'NOT_RUN',
  'UNEXPLAINED',
];

export function coverageText(report: CoverageReport, paint: Paint): string[] {
  const used = ORDER.filter(
    (state) => state === 'ROW' || state === 'UNEXPLAINED' || report.tables.some((t) => has(t.states, state)),
  );
  const cell = (states: StateCounts, state: CoverageState) => {
    const n = states[state];
    if (n === undefined) return state === 'UNEXPLAINED' ? paint.good('0') : '';
    return state === 'UNEXPLAINED' ? paint.bad(count(n)) : count(n);
  };
  const lines = table(
    ['table', 'expected', ...used.map((state) => state.toLowerCase()), 'unexpected'],
    report.tables.map((t) => [
      t.alias,
      count(t.expected),
      ...used.map((state) => cell(t.states, state)),
      t.unexpected > 0 ? paint.bad(count(t.unexpected)) : '0',
    ]),
    `l${'r'.repeat(used.length + 2)}`,
  );
  for (const t of report.tables.filter((x) => x.dates.length > 0)) {
    lines.push('', paint.strong(t.alias));
    lines.push(
      ...table(
        ['date', ...used.map((state) => state.toLowerCase())],
        t.dates.map((day) => [day.date, ...used.map((state) => cell(day.states, state))]),
        `l${'r'.repeat(used.length)}`,
      ),
    );
  }
  const p = report.participation;
  lines.push(
    '',
    `Expected players: ${count(p.expected)}; played ${count(p.played)}, did not play ${count(p.dnp)}, game not ingested ${count(p.game_not_ingested)}, game not processed ${count(p.game_not_processed)}`,
  );
  for (const game of report.games_without_data.slice(0, SHOWN)) {
    lines.push(
      `  ${game.date} ${game.away} at ${game.home} (${game.game_id}): ${paint.warn(game.kind.replaceAll('_', ' '))}`,
    );
  }
  lines.push(...rest(report.games_without_data.length));
  if (report.bands.length > 0) lines.push('', paint.strong('Failures by season day'));
  lines.push(
    ...table(
      ['table', 'days', 'expected share', 'actual', 'failed', 'of', ''],
      report.bands.map((b) => [
        b.table.slice(b.table.indexOf('.') + 1),
        b.to_day === null ? `${b.from_day}+` : `${b.from_day}-${b.to_day}`,
        `${percent(b.low, 0)}-${percent(b.high, 0)}`,
        percent(b.share),
        count(b.failed),
        count(b.expected),
        stateOf(paint, b.verdict),
      ]),
      'llrrrrl',
    ),
  );
  for (const e of report.entities.slice(0, SHOWN)) {
    lines.push(`  ${paint.bad(e.kind)} ${e.table} ${e.date} ${e.entity_id ?? '-'} ${e.game_id ?? ''}`.trimEnd());
  }
  lines.push(
    ...rest(report.entities.length),
    '',
    verdict(report.finding_count, 'entity unaccounted for', paint, 'entities unaccounted for'),
  );
  return lines;
}

const has = (states: StateCounts, state: CoverageState) => states[state] !== undefined;

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
    verdict(report.finding_count, 'difference', paint),
  );
  return lines;
}

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

const verdict = (findings: number, one: string, paint: Paint, many = `${one}s`) =>
  findings === 0 ? paint.good(`Clean: no ${many}.`) : paint.bad(`${counted(findings, one, many)}.`);
