import type { AuditRange } from '../../../audit/audit-range.js';
import { contaminationReport } from '../../../audit/contamination/contamination.js';
import { contractsReport } from '../../../audit/contracts/contracts.js';
import { coverageReport } from '../../../audit/coverage/coverage.js';
import { reconcileReport } from '../../../audit/reconcile/reconcile.js';
import { nearest } from '../../../domain/nearest.js';
import type { Effects } from '../../../effects.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { selectTables } from '../../../plan/select-tables.js';
import type { Phase } from '../../../tables/definition.js';
import { GRAPH } from '../../../tables/registry.js';
import { auditRange, checkAuditDates } from '../shared/audit-dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun, TypedOptions } from '../spec.js';
import { commonOptions, print, text } from '../text/print.js';
import type { Paint } from '../text/table.js';
import { contaminationText, contractsText, coverageText, reconcileText } from '../text/validate.js';

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

const VALIDATIONS: Readonly<Record<string, (warehouse: Warehouse, wanted: Wanted) => Promise<Outcome>>> = {
  contamination: async (warehouse, { range, tables, phase, strict }) => {
    const only = { ...(tables === undefined ? {} : { tables }), ...(phase === undefined ? {} : { phase }) };
    const report = await contaminationReport(warehouse, GRAPH, { ...range, ...only, strict });
    return { report, findings: report.finding_count, lines: (paint) => contaminationText(report, paint) };
  },
  coverage: async (warehouse, { range, tables, details }) => {
    const only = tables === undefined ? {} : { tables };
    const report = await coverageReport(warehouse, GRAPH, { ...range, ...only, details });
    return { report, findings: report.finding_count, lines: (paint) => coverageText(report, paint) };
  },
  reconcile: async (warehouse, { range }) => {
    const report = await reconcileReport(warehouse, GRAPH, range);
    return { report, findings: report.finding_count, lines: (paint) => reconcileText(report, paint) };
  },
  contracts: async (warehouse, { range, tables }) => {
    const report = await contractsReport(warehouse, GRAPH, { ...range, ...(tables === undefined ? {} : { tables }) });
    return { report, findings: report.violations.length, lines: (paint) => contractsText(report, paint) };
  },
};

/** `nba-props validate contamination | coverage | reconcile | contracts`: exit 0 clean, 1 findings. Only reads. */
export const run: CommandRun = async ({ args: [what = ''], options: typed }, effects: Effects) => {
  const validation = Object.hasOwn(VALIDATIONS, what) ? VALIDATIONS[what] : undefined;
  if (validation === undefined) throw unknownValidation(what);
  const options = commonOptions(typed);
  checkAuditDates(typed);
  refuseForeign(what, typed);
  const tables = text(typed, 'table');
  const phase = phaseOf(text(typed, 'stage'));
  const names = tables === undefined ? undefined : selectTables([tables], GRAPH).map((table) => table.name);
  const outcome = await withReader(options, effects, async (warehouse) => {
    const range = await auditRange(warehouse, GRAPH, typed);
    return validation(warehouse, {
      range,
      ...(names === undefined ? {} : { tables: names }),
      ...(phase === undefined ? {} : { phase }),
      strict: isSet(typed, 'strict'),
      details: isSet(typed, 'details'),
    });
  });
  print(outcome.report, outcome.lines, options, effects);
  return outcome.findings > 0 ? EXIT.findings : EXIT.ok;
};

/** Options that only some validations have. One that would be ignored is refused: its user expects it to narrow the answer. */
const APPLIES: Readonly<Record<string, readonly string[]>> = {
  table: ['contamination', 'coverage', 'contracts'],
  stage: ['contamination'],
  strict: ['contamination'],
  details: ['coverage'],
};

function refuseForeign(what: string, typed: TypedOptions): void {
  for (const [option, validations] of Object.entries(APPLIES)) {
    if (typed[option] === undefined || validations.includes(what)) continue;
    throw new PlatformError(
      'BAD_OPTION',
      `validate ${what} has no --${option}.`,
      `Leave it out; --${option} belongs to validate ${validations.join(', ')}.`,
    );
  }
}

const isSet = (typed: TypedOptions, name: string) => typed[name] === true;

function phaseOf(typed: string | undefined): Phase | undefined {
  if (typed === undefined) return undefined;
  const phase = ([2, 3, 4, 5] as const).find((known) => String(known) === typed);
  if (phase !== undefined) return phase;
  throw new PlatformError('BAD_OPTION', `There is no stage ${typed}.`, 'Stages are the phases 2, 3, 4 and 5.');
}

function unknownValidation(what: string): PlatformError {
  const known = Object.keys(VALIDATIONS);
  const near = nearest(what, known);
  return new PlatformError(
    'BAD_OPTION',
    `There is no validation ${what}.${near === null ? '' : ` Did you mean ${near}?`}`,
    `Validations: ${known.join(', ')}.`,
  );
}
