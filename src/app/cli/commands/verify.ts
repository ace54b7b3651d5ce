import type { VerifyFinding, VerifyKind, VerifyReport } from '../../../audit/verify/report.js';
import type { Effects } from '../../../effects.js';
import { EXIT, PlatformError } from '../../../errors.js';
import type { FileLimits } from '../../../raw/readers/limits.js';
import type { RepairWay } from '../../../repair/repair-ways.js';
import { fileLimits, loadSettings } from '../../settings.js';
import { datesOf } from '../shared/dates.js';
import { type OpenWarehouse, readWarehouse, warehouseOf } from '../shared/warehouse.js';
import { type CommonInput, defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { CHECKED_DATES, TABLES } from '../spec/options.js';
import { flag } from '../spec/spec.js';
import { damageLine } from '../text/damage.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { repairLines } from '../text/repair-ways.js';
import { count, counted, table } from '../text/table.js';

/** Exit 1 if a partition is not what was written. */
export const command = defineCommand({
  summary: 'recompute row counts and content hashes and compare them with the ledger',
  args: TABLES,
  options: {
    ...CHECKED_DATES,
    repair: flag('say how each damage is repaired, and what that costs; nothing is changed'),
  },
  examples: ['nba-props verify', 'nba-props verify pgs tdgs --season 2021-22', 'nba-props verify --repair'],
  async run(input, effects) {
    const dates = datesOf(input, '--date');
    const { verifyReport } = await import('../../../audit/verify/verify.js');
    const { selectTables } = await import('../../../plan/select-tables.js');
    const { auditBounds } = await import('../shared/audit-dates.js');
    const all = input.tables.length === 0;
    const check = readWarehouse(input, effects, async (open) => {
      const { seal } = open.at;
      const state = seal.state();
      const report = await verifyReport(open.warehouse, open.graph, {
        ...(await auditBounds(open, dates)),
        ...(all ? {} : { tables: selectTables(input.tables, open.graph).map(({ name }) => name) }),
      });
      return {
        seal,
        state,
        report,
        ways: input.repair ? await waysOf(open, report, fileLimits(loadSettings(input, effects))) : null,
      };
    });
    const { report, seal, state, ways } = await (input.repair ? check.catch(withBackup(input, effects)) : check);
    const whole = all && report.from === null && report.to === null && report.ledger_current;
    if (report.finding_count > 0) seal.break();
    else if (whole) seal.set(state);
    const told = ways === null ? report : { ...report, repair: ways };
    print(told, (paint) => lines(report, ways, input.db, paint), input, effects);
    return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
  },
});

async function waysOf(
  { warehouse, graph, at }: OpenWarehouse,
  report: VerifyReport,
  limits: FileLimits,
): Promise<RepairWay[]> {
  const { repairWays } = await import('../../../repair/repair-ways.js');
  const { backupsBeside } = await import('../../../repair/backups-beside.js');
  return repairWays(warehouse, graph, report, backupsBeside(at.location), limits);
}

/** A warehouse that cannot be read is repaired by a backup, if one is beside it; the error names it. */
const withBackup =
  (input: CommonInput, effects: Effects) =>
  async (error: unknown): Promise<never> => {
    if (!(error instanceof PlatformError) || error.code !== 'WAREHOUSE_CORRUPT') throw error;
    const { backupsBeside } = await import('../../../repair/backups-beside.js');
    const [newest] = backupsBeside((await warehouseOf(input, effects)).location);
    if (newest === undefined) throw error;
    const restore = onSameWarehouse(`nba-props restore ${newest.path} --replace`, input.db);
    const todo = `Restore the backup of ${newest.made_at} (${count(newest.bytes)} bytes): ${restore}. Then ingest the folder of raw files again, and run "nba-props heal".`;
    throw new PlatformError(error.code, error.what, todo, { cause: error });
  };

const SHOWN = 40;

const SAYS: Readonly<Record<VerifyKind, string>> = {
  rows_lost: 'rows lost',
  rows_added: 'rows added',
  rows_changed: 'rows changed',
  rows_orphaned: 'rows without a ledger row',
  records_changed: 'failure records changed',
};

function lines(
  report: VerifyReport,
  ways: readonly RepairWay[] | null,
  db: string | undefined,
  paint: Paint,
): string[] {
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
    : [
        paint.warn(
          'Some ingested files are not in the ledger yet: partitions of raw tables and games were not checked. Run a backfill.',
        ),
      ];
  if (report.finding_count === 0) return [...behind, `${looked}: ${paint.good('as the ledger has them')}.`];
  const rows = report.findings.slice(0, SHOWN).map((finding) => findingRow(finding, paint));
  const rest = report.findings.length - SHOWN;
  return [
    ...behind,
    ...report.damaged_files.map((file) => paint.bad(damageLine(file))),
    ...(rows.length === 0
      ? []
      : table(['table', 'date', 'what', 'rows', 'by the ledger', 'written by run'], rows, 'lllrrl')),
    ...(rest > 0 ? [`and ${count(rest)} more (--json)`] : []),
    '',
    `${looked}: ${paint.bad(`${counted(report.finding_count, 'is', 'are')} not what was written`)}.`,
    ...(ways === null ? [`Repair it with: ${onSameWarehouse('nba-props heal', db)}`] : repairLines(ways, db, paint)),
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
