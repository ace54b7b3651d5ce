import { nearest } from '../../../domain/nearest.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { FAILURE_TABLES } from '../../../ledger/processing-names.js';
import { selectTables } from '../../../plan/select-tables.js';
import { select } from '../../../plan/selection.js';
import { FAILURE_CATEGORIES } from '../../../tables/definition.js';
import { GRAPH } from '../../../tables/registry.js';
import { dateOptions } from '../shared/backfill-request.js';
import { checkDates, datesAsked } from '../shared/dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print, text } from '../text/print.js';
import { table } from '../text/table.js';

/** What failure records can be grouped by, as SQL over them. */
const GROUPS: Readonly<Record<string, string>> = {
  table: 'table_name',
  category: 'category',
  week: `CAST(date_trunc('week', partition_date) AS DATE)`,
  date: 'partition_date',
  reason: 'reason',
  entity: 'entity_id',
};

const RECORDS = FAILURE_TABLES.map((name) => `SELECT * FROM ${name}`).join(' UNION ALL ');

/** `nba-props failures`: counts of failure records, grouped. Having them is no finding: `validate coverage` judges. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const dates = dateOptions(typed);
  checkDates(dates);
  selectTables(args, GRAPH);
  const groups = (text(typed, 'group') ?? 'table,category').split(',').map((name) => groupOf(name.trim()));
  const category = categoryOf(text(typed, 'category'));
  const rows = await withReader(options, effects, async (warehouse) => {
    const { selection } = await select(warehouse, GRAPH, { tables: args, dates: datesAsked(dates) });
    const names = selection.tables.map((t) => `'${t.name}'`).join(', ');
    const only =
      selection.dates === undefined
        ? ''
        : `AND partition_date IN (${selection.dates.map((d) => `DATE '${d}'`).join(', ')})`;
    return warehouse.query(
      `SELECT ${groups.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ')}, COUNT(*) AS failures, COUNT(DISTINCT entity_id) AS entities,
         COUNT(*) FILTER (WHERE can_retry) AS can_retry
       FROM (${RECORDS}) f WHERE table_name IN (${names}) AND partition_date BETWEEN $1 AND $2 ${only} ${category === undefined ? '' : `AND category = '${category}'`}
       GROUP BY ${groups.map((_, i) => i + 1).join(', ')} ORDER BY ${groups.map((_, i) => i + 1).join(', ')}`,
      [selection.from, selection.to],
    );
  });
  const headers = [...groups.map(({ name }) => name), 'failures', 'entities', 'can_retry'];
  print(
    rows,
    () =>
      rows.length === 0
        ? ['No failure records.']
        : table(
            headers,
            rows.map((row) => headers.map((name) => String(row[name] ?? ''))),
            `${'l'.repeat(groups.length)}rrr`,
          ),
    options,
    effects,
  );
  return EXIT.ok;
};

function groupOf(name: string): { readonly name: string; readonly sql: string } {
  const sql = GROUPS[name];
  if (sql !== undefined) return { name, sql };
  const near = nearest(name, Object.keys(GROUPS));
  throw new PlatformError(
    'BAD_OPTION',
    `Failures cannot be grouped by ${name}.${near === null ? '' : ` Did you mean ${near}?`}`,
    `Group by any of ${Object.keys(GROUPS).join(', ')}.`,
  );
}

function categoryOf(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const found = FAILURE_CATEGORIES.find((category) => category === typed.toUpperCase());
  if (found !== undefined) return found;
  throw new PlatformError(
    'BAD_OPTION',
    `There is no category ${typed}.`,
    `Categories: ${FAILURE_CATEGORIES.join(', ')}.`,
  );
}
