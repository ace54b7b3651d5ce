import type { VerifyFinding, VerifyKind, VerifyReport } from '../../../audit/verify/report.js';
import { verifyReport } from '../../../audit/verify/verify.js';
import { breakSeal, seal, sealOf } from '../../../engine/duckdb/seal.js';
import { EXIT } from '../../../errors.js';
import { selectTables } from '../../../plan/select-tables.js';
import { GRAPH } from '../../../tables/registry.js';
import { auditBounds, checkAuditDates } from '../shared/audit-dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { onSameWarehouse } from '../text/audit.js';
import { commonOptions, print } from '../text/print.js';
import { count, counted, type Paint, table } from '../text/table.js';

const SHOWN = 40;

const SAYS: Readonly<Record<VerifyKind, string>> = {
  rows_lost: 'rows lost',
  rows_added: 'rows added',
  rows_changed: 'rows changed',
  rows_orphaned: 'rows without a ledger row',
  records_changed: 'failure records changed',
};

/** `nba-props verify [TABLES]`: rows against the ledger. Exit 1 if a partition is not what was written. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  checkAuditDates(typed);
  const tables = args.length === 0 ? undefined : selectTables(args, GRAPH).map((t) => t.name);
  const { report, db, state } = await withReader(options, effects, async (warehouse, path) => ({
    db: path,
    state: sealOf(path),
    report: await verifyReport(warehouse, GRAPH, {
      ...(await auditBounds(warehouse, GRAPH, typed)),
      ...(tables === undefined ? {} : { tables }),
    }),
  }));
  const whole = tables === undefined && report.from === null && report.to === null && report.ledger_current;
  if (report.finding_count > 0) breakSeal(db);
  else if (whole) seal(db, state);
  print(report, (paint) => lines(report, options.db, paint), options, effects);
  return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
};

function lines(report: VerifyReport, db: string | undefined, paint: Paint): string[] {
  const held = report.tables.filter((t) => t.partitions > 0 || t.findings > 0);
  const sum = (pick: (t: VerifyReport['tables'][number]) => number) => held.reduce((total, t) => total + pick(t), 0);
  const looked = `${counted(
    sum((t) => t.partitions),
    'partition',
  )} of ${counted(held.length, 'table')}, ${counted(
    sum((t) => t.rows),
    'row',
  )}`;
  const behind = report.ledger_current
    ? []
    : [paint.warn('Files were loaded that the ledger does not know yet: raw tables and games were not judged.')];
  if (report.finding_count === 0) return [...behind, `${looked}: ${paint.good('as the ledger has them')}.`];
  const rows = report.findings.slice(0, SHOWN).map((finding) => findingRow(finding, paint));
  const rest = report.findings.length - SHOWN;
  return [
    ...behind,
    ...table(['table', 'date', 'what', 'rows', 'by the ledger', 'written by run'], rows, 'lllrrl'),
    ...(rest > 0 ? [`and ${count(rest)} more (--json)`] : []),
    '',
    `${looked}: ${paint.bad(`${counted(report.finding_count, 'is', 'are')} not what was written`)}.`,
    `Mend it with: ${onSameWarehouse('nba-props heal', db)}`,
  ];
}

function findingRow(finding: VerifyFinding, paint: Paint): string[] {
  const records = finding.kind === 'records_changed';
  const expected = records ? finding.records_expected : finding.rows_expected;
  return [
    finding.alias,
    finding.date,
    paint.bad(SAYS[finding.kind]),
    count(records ? finding.records_found : finding.rows_found),
    expected === null ? '-' : count(expected),
    finding.run_id ?? '-',
  ];
}
