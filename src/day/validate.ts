import { completenessReport } from '../audit/completeness/completeness.js';
import { contractViolations } from '../audit/contracts/contracts.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { TableGraph } from '../tables/graph.js';
import { type DayStep, step } from './report.js';

/** Whether everybody who is owed a row of the last two dates has one or a reason, and the rows keep their contracts. */
export async function validate(
  warehouse: Warehouse,
  graph: TableGraph,
  yesterday: string | null,
  to: string,
): Promise<DayStep> {
  const from = yesterday ?? to;
  const coverage = await completenessReport(warehouse, graph, { from, to });
  const violations = await contractViolations(warehouse, graph, { from, to });
  const expected = coverage.tables.reduce((sum, table) => sum + table.expected, 0);
  return step('validate', {
    did: [`${expected} expected rows and the contracts of ${from} to ${to} were checked`],
    findings: [
      ...(coverage.finding_count > 0
        ? [`${coverage.finding_count} expected rows are neither there nor explained`]
        : []),
      ...(violations.length > 0 ? [`${violations.length} contracts are broken`] : []),
    ],
    commands: [
      ...(coverage.finding_count > 0 ? [`nba-props validate coverage --start-date ${from} --end-date ${to}`] : []),
      ...(violations.length > 0 ? [`nba-props validate contracts --start-date ${from} --end-date ${to}`] : []),
    ],
    causes: [
      ...(coverage.finding_count > 0
        ? [
            {
              key: `coverage:${to}`,
              what: `${coverage.finding_count} expected rows of ${from} to ${to} are neither there nor explained.`,
              command: `nba-props validate coverage --start-date ${from} --end-date ${to}`,
            },
          ]
        : []),
      ...violations.map(({ alias, column, kind, what }) => ({
        key: `contract:${alias}.${column ?? kind}`,
        what,
        command: `nba-props validate contracts --start-date ${from} --end-date ${to}`,
      })),
    ],
  });
}
