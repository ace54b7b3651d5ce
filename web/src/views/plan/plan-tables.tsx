import type { PlanEntry, PlanTable } from '../../../../src/backfill/plan.js';
import { count, dateRange, plural } from '../../lib/format.js';
import { Link } from '../../parts/link.js';
import { Panel } from '../../parts/panel.js';

const REASONS: Readonly<Record<PlanEntry['reason'], string>> = {
  missing: 'Missing',
  failed_before: 'Failed before',
  code_changed: 'Code changed',
  input_changed: 'Input changed',
  forced: 'Asked for again',
  corrupt: 'Rows do not match the ledger',
  upstream_planned: 'Only if what it reads changes',
};

const nameOf = (table: string) => table.split('.').at(-1) ?? table;

export function PlanTables({ tables }: { readonly tables: readonly PlanTable[] }) {
  return (
    <Panel title="Table by table" note="In the order of work">
      <ol className="plan-tables">
        {tables.map((table) => (
          <li key={table.table}>
            <h3>
              {nameOf(table.table)} <span className="muted">{count(table.fresh)} fresh</span>
            </h3>
            <ul>
              {table.entries.map((entry) => (
                <Entry key={entry.reason} entry={entry} alias={table.alias} />
              ))}
              {table.given_up_dates.length > 0 && <li className="bad">Given up: {table.given_up_dates.join(', ')}</li>}
            </ul>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Entry({ entry, alias }: { readonly entry: PlanEntry; readonly alias: string }) {
  const [first, last] = [entry.dates[0] ?? '', entry.dates.at(-1) ?? ''];
  return (
    <li>
      <span className={entry.reason === 'upstream_planned' ? 'muted' : ''}>
        <strong>{REASONS[entry.reason]}</strong>: {plural(entry.dates.length, 'date')},{' '}
        <Link to={`/partition/${alias}/${first}`}>{dateRange(first, last)}</Link>
      </span>
      {entry.inputs.length > 0 && (
        <span className="muted plan-inputs">
          {entry.reason === 'upstream_planned' ? 'reads ' : 'changed: '}
          {entry.inputs.map((input) => `${nameOf(input.table)} (${inputDates(input.dates)})`).join(', ')}
        </span>
      )}
    </li>
  );
}

const inputDates = (dates: readonly string[]): string => {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return 'dates unknown';
  return dates.length === 1 ? dateRange(first, first) : `${plural(dates.length, 'date')}, ${dateRange(first, last)}`;
};
