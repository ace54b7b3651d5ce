import { EXIT } from '../../../errors.js';
import { warehouseOf } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { flag } from '../spec/spec.js';
import { print } from '../text/print.js';
import { counted, table } from '../text/table.js';

/** Differences of one table that are printed; --json has all. */
const SHOWN = 3;

export const command = defineCommand({
  summary:
    'compare the tables of an existing BigQuery project with those of the platform, and make it a warehouse if none differs',
  options: { write: flag('make it a warehouse, if no table of the same name differs') },
  examples: [
    'nba-props adopt --warehouse bigquery --project my-project',
    'nba-props adopt --write --warehouse bigquery --project my-project --dataset-prefix season_',
  ],
  async run(input, effects) {
    const { adopt } = await import('../../../repair/adopt.js');
    const { GRAPH } = await import('../../../tables/registry.js');
    const at = await warehouseOf(input, effects);
    const report = await adopt(at, GRAPH, { write: input.write });
    const of = (state: string) => report.tables.filter((one) => one.state === state);
    const [same, differs, other] = [of('same'), of('differs'), of('other')];
    const rows = differs.map((one) => [
      one.table,
      [
        ...one.differences.slice(0, SHOWN),
        ...(one.differences.length > SHOWN ? [`${one.differences.length - SHOWN} more`] : []),
      ].join(', '),
    ]);
    print(
      report,
      () => [
        ...table(['table', 'differs'], rows, 'll'),
        ...(rows.length > 0 ? [''] : []),
        `${report.location}: ${counted(same.length, 'table')} as the platform makes them, ${differs.length} with the same name and other columns, ${other.length} with other names.`,
        ...(report.adopted
          ? [
              'It is a warehouse now. Rows of derived tables are replaced when their dates are made; verify lists raw rows that came from no file.',
              `Next: ${onSameWarehouse('nba-props ingest PATH', report.location)}`,
            ]
          : differs.length > 0
            ? ['Rename or drop those tables, or pass another --dataset-prefix.']
            : [
                `Nothing was written. Make it a warehouse with: ${onSameWarehouse('nba-props adopt --write', report.location)}`,
              ]),
      ],
      input,
      effects,
    );
    return differs.length > 0 ? EXIT.findings : EXIT.ok;
  },
});
