import { EXIT } from '../../../errors.js';
import { warehouseOf } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { text } from '../spec/kinds.js';
import { WAIT } from '../spec/options.js';
import { requiredOption } from '../spec/spec.js';
import { print } from '../text/print.js';
import { counted } from '../text/table.js';

const WHERE = 'a file, or bigquery:PROJECT/PREFIX@LOCATION';

export const command = defineCommand({
  summary:
    'copy files, raw rows, aliases, verdicts and served slates to a warehouse of another engine, compared value by value',
  options: {
    from: requiredOption(text('warehouse'), `what is copied: ${WHERE}`),
    to: requiredOption(text('warehouse'), `a warehouse without files: ${WHERE}`),
    ...WAIT,
  },
  examples: ['nba-props copy --from nba.duckdb --to bigquery:my-project/season_@EU'],
  async run(input, effects) {
    const { copyWarehouse } = await import('../../../repair/copy-warehouse.js');
    const { GRAPH } = await import('../../../tables/registry.js');
    const from = await warehouseOf({ ...input, db: input.from }, effects);
    const to = await warehouseOf({ ...input, db: input.to }, effects);
    const report = await copyWarehouse(from, to, GRAPH, { wait: input.wait, effects });
    print(
      report,
      () => [
        `${counted(report.rows, 'row')} of ${counted(report.tables.length, 'table')} copied, and the same when read again.`,
        '',
        `Make the derived tables there with: ${onSameWarehouse('nba-props backfill all', input.to)}`,
      ],
      input,
      effects,
    );
    return EXIT.ok;
  },
});
