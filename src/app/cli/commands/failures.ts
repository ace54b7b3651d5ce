import { EXIT } from '../../../errors.js';
import { datesOf } from '../shared/dates.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { listOf, oneOf } from '../spec/kinds.js';
import { DATES, TABLES } from '../spec/options.js';
import { option, optionWithDefault } from '../spec/spec.js';
import { print } from '../text/print.js';
import { table } from '../text/table.js';

const category = oneOf('category', async () => (await import('../../../tables/definition.js')).FAILURE_CATEGORIES);
const group = oneOf('group', async () => (await import('../../../audit/failures/failures.js')).FAILURE_GROUPS);

/** Failure records are no finding: `validate coverage` judges them. */
export const command = defineCommand({
  summary: 'failure records: why expected rows are missing, counted by groups',
  args: TABLES,
  options: {
    ...DATES,
    group: optionWithDefault(
      listOf(group),
      ['table', 'category'],
      'any of table, category, week, date, reason, entity, joined by commas',
    ),
    category: option(category, 'only this category'),
  },
  examples: ['nba-props failures --group category,table,week --season 2021-22'],
  async run(input, effects) {
    const dates = datesOf(input);
    const { failureCounts } = await import('../../../audit/failures/failures.js');
    const { select } = await import('../../../plan/selection.js');
    const rows = await readWarehouse(input, effects, async ({ warehouse, graph }) => {
      const { selection } = await select(warehouse, graph, { tables: input.tables, dates });
      return failureCounts(warehouse, selection, input.group, input.category);
    });
    const headers = [...input.group, 'failures', 'entities', 'can_retry'];
    const lines = () =>
      table(
        headers,
        rows.map((row) => headers.map((name) => String(row[name] ?? ''))),
        `${'l'.repeat(input.group.length)}rrr`,
      );
    print(rows, () => (rows.length === 0 ? ['No failure records.'] : lines()), input, effects);
    return EXIT.ok;
  },
});
