import type { AuditRange } from '../../../audit/audit-range.js';
import { EXIT } from '../../../errors.js';
import { datesOf } from '../shared/dates.js';
import { warehouseOf } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { text } from '../spec/kinds.js';
import { RANGE, WAIT } from '../spec/options.js';
import { requiredOption } from '../spec/spec.js';
import { print } from '../text/print.js';
import { counted } from '../text/table.js';

const WHERE = 'a file, or bigquery:PROJECT/PREFIX@LOCATION';

export const command = defineCommand({
  summary: 'copy a warehouse, or the files of some dates, to a warehouse of another engine, compared value by value',
  options: {
    from: requiredOption(text('warehouse'), `what is copied: ${WHERE}`),
    to: requiredOption(text('warehouse'), `a warehouse without files: ${WHERE}`),
    ...RANGE,
    ...WAIT,
  },
  examples: [
    'nba-props copy --from nba.duckdb --to bigquery:my-project/season_@EU',
    'nba-props copy --from nba.duckdb --to bigquery:my-project/season_@EU --season 2024-25',
  ],
  async run(input, effects) {
    const { copyWarehouse } = await import('../../../repair/copy-warehouse.js');
    const { auditBounds } = await import('../shared/audit-dates.js');
    const { GRAPH } = await import('../../../tables/registry.js');
    const asked = datesOf(input);
    const from = await warehouseOf({ ...input, db: input.from }, effects);
    const to = await warehouseOf({ ...input, db: input.to }, effects);
    const report = await copyWarehouse(from, to, GRAPH, {
      wait: input.wait,
      effects,
      dates: async (warehouse) =>
        Object.keys(asked).length === 0 ? null : auditBounds({ warehouse, graph: GRAPH }, asked),
    });
    print(
      report,
      () => [
        ...(report.dates === null ? [] : [filesWith(report.dates)]),
        `${counted(report.rows, 'row')} of ${counted(report.tables.length, 'table')} copied, and the same when read again.`,
        ...(report.partitions === 0
          ? []
          : [`${counted(report.partitions, 'partition')} of derived tables copied, fresh in the copy.`]),
        '',
        `${report.partitions === 0 ? 'Make the derived tables' : 'Make what was not fresh'} there with: ${onSameWarehouse('nba-props backfill all', input.to)}`,
      ],
      input,
      effects,
    );
    return EXIT.ok;
  },
});

const filesWith = ({ from, to }: AuditRange): string =>
  `All files with rows ${from === null ? '' : `from ${from} `}${to === null ? 'on' : `to ${to}`}, each of them whole.`;
