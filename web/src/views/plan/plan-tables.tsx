import type { PlanEntry, PlanTable } from '../../../../src/plan/plan-table.js';
import { count, dateRange, gameDate, plural } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Panel } from '../../parts/panel.js';

const REASONS: Readonly<Record<PlanEntry['reason'], string>> = {
  missing: 'Missing',
  failed_before: 'Failed before',
  code_changed: 'Code changed',
  input_changed: 'Input changed',
  forced: 'Asked to recompute',
  corrupt: 'Rows do not match the ledger',
  upstream_planned: 'If its inputs change',
};

const nameOf = (table: string) => table.split('.').at(-1) ?? table;

interface Line {
  readonly table: PlanTable;
  readonly why: string;
  /** It is made only if its inputs change. */
  readonly perhaps: boolean;
  readonly dates: readonly string[];
  readonly inputs: string;
  /** The first of its table, which carries the table's name. */
  readonly first: boolean;
}

export function PlanTables({ tables }: { readonly tables: readonly PlanTable[] }) {
  return (
    <Panel title="Table by table" note="In the order of work">
      <DataTable
        label="Table by table"
        rows={tables.flatMap(linesOf)}
        rowKey={(line) => `${line.table.table} ${line.why}`}
        columns={[
          { head: 'Table', cell: (line) => (line.first ? nameOf(line.table.table) : ''), className: 'nowrap' },
          {
            head: 'Why',
            cell: (line) => (line.perhaps ? <span className="muted">{line.why}</span> : <strong>{line.why}</strong>),
            className: 'nowrap',
          },
          { head: 'Dates', cell: (line) => count(line.dates.length), numeric: true },
          { head: 'Which', cell: (line) => <Dates line={line} />, className: 'nowrap' },
          { head: 'Because of', cell: (line) => <span className="muted">{line.inputs}</span>, className: 'wide' },
          { head: 'Fresh', cell: (line) => (line.first ? count(line.table.fresh) : ''), numeric: true },
        ]}
      />
    </Panel>
  );
}

function Dates({ line: { dates, table } }: { readonly line: Line }) {
  const [first, last] = [dates[0] ?? '', dates.at(-1) ?? ''];
  return <Link to={`/partition/${table.alias}/${first}`}>{dateRange(first, last)}</Link>;
}

function linesOf(table: PlanTable): Line[] {
  const entries = table.entries.map((entry) => ({
    table,
    why: REASONS[entry.reason],
    perhaps: entry.reason === 'upstream_planned',
    dates: entry.dates,
    inputs: entry.inputs.map((input) => `${nameOf(input.table)}${inputDates(input.dates, entry)}`).join(', '),
  }));
  const givenUp = {
    table,
    why: 'Given up after repeated failures',
    perhaps: false,
    dates: table.given_up_dates,
    inputs: '',
  };
  return [...entries, ...(table.given_up_dates.length > 0 ? [givenUp] : [])].map((line, i) => ({
    ...line,
    first: i === 0,
  }));
}

/** Of what has changed, the dates; of what only may change, how many. Its own one date goes without saying. */
function inputDates(dates: readonly string[], entry: PlanEntry): string {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return ' (dates unknown)';
  if (dates.length === 1) return entry.dates.length === 1 && entry.dates[0] === first ? '' : ` (${gameDate(first)})`;
  const many = plural(dates.length, 'date');
  return entry.reason === 'upstream_planned' ? ` (${many})` : ` (${many}, ${dateRange(first, last)})`;
}
