import { readers } from '../../src/app/server/readers.js';
import { completenessReport } from '../../src/audit/completeness/completeness.js';
import { contaminationReport } from '../../src/audit/contamination/contamination.js';
import { contractsReport } from '../../src/audit/contracts/contracts.js';
import { gapsReport } from '../../src/audit/gaps/gaps.js';
import { leakageReport } from '../../src/audit/leakage/leakage.js';
import { verifyReport } from '../../src/audit/verify/verify.js';
import { redo } from '../../src/explain/basis.js';
import { explainEntity } from '../../src/explain/explain.js';
import { exportColumns } from '../../src/features/columns.js';
import { refreshGamesLedger } from '../../src/ledger/games-ledger.js';
import { bringUpToDate } from '../../src/ledger/platform-schema.js';
import { PARTITIONS } from '../../src/ledger/processing-names.js';
import { selectTables } from '../../src/plan/select-tables.js';
import { dictionary } from '../../src/tables/dictionary.js';
import { MLFS } from '../../src/tables/names.js';
import { rebuildReference } from '../../src/tables/reference/build/index.js';
import { Platform } from '../audit/warehouse-of.js';

/**
 * What every command and page says of one table and column, printed as JSON: run in a temporary copy in which it was added,
 * on a warehouse that was made before.
 */
const [alias = '', column = '', prepared = ''] = process.argv.slice(2);

const platform = await Platform.copyOf(prepared);
const { warehouse, graph, effects } = platform;
await bringUpToDate(warehouse, graph, effects);
await platform.backfill();

const [table] = selectTables([alias], graph);
if (table === undefined) throw new Error(`no table ${alias}`);
const p = table.partitionColumn;
const ALL = { from: null, to: null };
// The earliest, so that the leakage audit has little to make.
const [one] = await warehouse.query<{ day: string; id: string }>(
  `SELECT ${p} AS day, CAST(${table.entity.id} AS VARCHAR) AS id FROM ${table.name} WHERE ${column} IS NOT NULL ORDER BY ${p}, 2 LIMIT 1`,
);
if (one === undefined) throw new Error(`${table.name} has no row with ${column}`);

const completeness = await completenessReport(warehouse, graph, ALL);
const contamination = await contaminationReport(warehouse, graph, ALL);
const contracts = await contractsReport(warehouse, graph, ALL);
const verified = await verifyReport(warehouse, graph, ALL);
const leakage = await leakageReport(warehouse, graph, effects, {
  dates: [one.day],
  rebuildReference: async (scratch) => {
    await rebuildReference(scratch);
    await refreshGamesLedger(scratch, effects.now(), 'leakage');
  },
});
const explained = await explainEntity(warehouse, graph, table, one.day, one.id);
const values = explained.rows.flatMap((row) =>
  row.values
    .filter((value) => value.column === column)
    .map(({ value, meaning, formula, basis }) => {
      const source = row.sources.find(({ name }) => name === basis?.source);
      const again = basis === null || source === undefined ? undefined : redo(basis, source, one.day);
      return { meaning, formula, how: basis?.how ?? null, same: again === undefined ? null : again === value };
    }),
);
const context = { warehouse, graph, version: '0' };
const overview = await readers.overview(context, {});
const coverage = await readers.coverage(context, {});
const row = await readers.row(context, { table: alias, date: one.day, entity: one.id });
const store = graph.get(MLFS);

await warehouse.query(`DELETE FROM ${PARTITIONS} WHERE table_name = $1 AND partition_date = $2`, [table.name, one.day]);
const gaps = await gapsReport(warehouse, graph, ALL);

const answer = {
  rows: (await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table.name}`))[0]?.n,
  dictionary: dictionary(graph)
    .split('### ')
    .filter((section) => section.startsWith(`${table.name}\n`))
    .flatMap((section) => section.split('\n').filter((line) => line.startsWith(`| ${column} |`))),
  completeness: completeness.tables
    .filter((t) => t.alias === alias)
    .map(({ expected, states, unexpected }) => ({ expected, states, unexpected })),
  completeness_findings: completeness.finding_count,
  contamination: contamination.fields.filter((f) => f.alias === alias && f.field === column).map((f) => f.state),
  contracts: contracts.tables
    .filter((t) => t.alias === alias)
    .map((t) => ({ violations: t.violations, profiled: t.columns.some((c) => c.column === column) })),
  verified: verified.tables.filter((t) => t.alias === alias).map((t) => t.findings),
  leakage: leakage.dates.map((d) => ({ compared: d.compared[table.name], leaks: d.leaks, why: d.not_audited })),
  explain: values,
  page: overview.tables
    .filter((t) => t.alias === alias)
    .map(({ title, entity, readers: by }) => ({ title, entity, by })),
  map: coverage.seasons
    .flatMap((s) => s.tables.filter((t) => t.table === table.name))
    .map((t) => t.states.includes('C')),
  row_page: row.rows.flatMap((r) => r.values.filter((v) => v.column === column)).map((v) => v.redone),
  export:
    store === undefined
      ? []
      : exportColumns(store, true)
          .filter((c) => c.name === column)
          .map((c) => c.role),
  gaps: gaps.tables.map((gap) => [gap.alias, gap.missing.map((range) => range.from)]),
  day: one.day,
};
export type EveryAnswer = typeof answer;
console.log(JSON.stringify(answer));
await platform.close();
