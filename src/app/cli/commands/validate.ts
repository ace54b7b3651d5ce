import type { AuditRange } from '../../../audit/audit-range.js';
import { EXIT } from '../../../errors.js';
import type { Phase } from '../../../tables/definition.js';
import { datesOf } from '../shared/dates.js';
import { type OpenWarehouse, readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { listOf, oneOf, phase, tables } from '../spec/kinds.js';
import { CHECKED_DATES } from '../spec/options.js';
import { argument, flag, option } from '../spec/spec.js';
import { completenessText } from '../text/completeness.js';
import { contaminationText } from '../text/contamination.js';
import { contractsText } from '../text/contracts.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { reconcileText } from '../text/reconcile.js';

interface Wanted {
  readonly range: AuditRange;
  /** Full names; absent = all. */
  readonly tables?: readonly string[];
  readonly phase?: Phase;
  readonly strict: boolean;
  readonly details: boolean;
}

interface Outcome {
  readonly report: unknown;
  readonly findings: number;
  readonly lines: (paint: Paint) => readonly string[];
}

type Validation = (open: OpenWarehouse, wanted: Wanted) => Promise<Outcome>;

const VALIDATIONS = {
  contamination: async ({ warehouse, graph }, { range, tables, phase, strict }) => {
    const { contaminationReport } = await import('../../../audit/contamination/contamination.js');
    const only = { ...(tables === undefined ? {} : { tables }), ...(phase === undefined ? {} : { phase }) };
    const report = await contaminationReport(warehouse, graph, { ...range, ...only, strict });
    return { report, findings: report.finding_count, lines: (paint) => contaminationText(report, paint) };
  },
  coverage: async ({ warehouse, graph }, { range, tables, details }) => {
    const { completenessReport } = await import('../../../audit/completeness/completeness.js');
    const only = tables === undefined ? {} : { tables };
    const report = await completenessReport(warehouse, graph, { ...range, ...only, details });
    return { report, findings: report.finding_count, lines: (paint) => completenessText(report, paint) };
  },
  reconcile: async ({ warehouse, graph }, { range }) => {
    const { reconcileReport } = await import('../../../audit/reconcile/reconcile.js');
    const report = await reconcileReport(warehouse, graph, range);
    return { report, findings: report.finding_count, lines: (paint) => reconcileText(report, paint) };
  },
  contracts: async ({ warehouse, graph }, { range, tables }) => {
    const { contractsReport } = await import('../../../audit/contracts/contracts.js');
    const report = await contractsReport(warehouse, graph, { ...range, ...(tables === undefined ? {} : { tables }) });
    return { report, findings: report.violations.length, lines: (paint) => contractsText(report, paint) };
  },
} satisfies Record<string, Validation>;

type What = keyof typeof VALIDATIONS;

const ofTables: readonly What[] = ['contamination', 'coverage', 'contracts'];

/** Exit 0 clean, 1 findings. Only reads. */
export const command = defineCommand({
  summary: 'check stored rows: contamination, coverage, reconcile, contracts',
  args: { what: argument(oneOf('validation', Object.keys(VALIDATIONS) as What[]), 'the check') },
  options: {
    ...CHECKED_DATES,
    table: option(listOf(tables), 'only these tables, joined by commas', { only: ofTables }),
    phase: option(phase, 'only this phase', { only: ['contamination'] }),
    stage: option(phase, 'former name of --phase', { only: ['contamination'], hidden: true }),
    strict: flag('50 to 99 % valid is also a finding', { only: ['contamination'] }),
    details: flag('counts per date', { only: ['coverage'] }),
  },
  examples: ['nba-props validate contamination --season 2021-22', 'nba-props validate coverage --table psza --details'],
  async run(input, effects) {
    const dates = datesOf(input, '--date');
    const { selectTables } = await import('../../../plan/select-tables.js');
    const { auditRange } = await import('../shared/audit-dates.js');
    const { what, table, stage, phase = stage, strict, details } = input;
    const outcome = await readWarehouse(input, effects, async (open) => {
      const validation: Validation = VALIDATIONS[what];
      return validation(open, {
        range: await auditRange(open, dates),
        ...(table === undefined ? {} : { tables: selectTables(table, open.graph).map(({ name }) => name) }),
        ...(phase === undefined ? {} : { phase }),
        strict,
        details,
      });
    });
    print(outcome.report, outcome.lines, input, effects);
    return outcome.findings > 0 ? EXIT.findings : EXIT.ok;
  },
});
