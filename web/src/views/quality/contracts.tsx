import { useAnswer } from '../../lib/api.js';
import { count, plural } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { Verdict } from './verdict.js';

export function Contracts({ season }: { readonly season: string }) {
  const report = useAnswer('contracts', { season });
  return (
    <Panel
      title="Contracts"
      note="Stored rows against their definitions: ranges, keys, variance, counts"
      actions={report.data && <Verdict findings={report.data.data.violations.length} />}
    >
      <Answer of={report} what="contracts">
        {(data) => (
          <>
            {data.violations.length > 0 && (
              <DataTable
                label="Violations"
                rows={data.violations}
                rowKey={(v) => `${v.table} ${v.kind} ${v.column} ${v.where}`}
                columns={[
                  { head: 'Table', cell: (v) => v.table.split('.').at(-1) },
                  { head: 'Column', cell: (v) => <code>{v.column}</code> },
                  { head: 'Where', cell: (v) => v.where },
                  { head: 'What', cell: (v) => v.what, className: 'wide' },
                  { head: 'Rows', cell: (v) => count(v.rows), numeric: true },
                ]}
              />
            )}
            <details className="pad">
              <summary>{plural(data.tables.length, 'table')}</summary>
              <DataTable
                label="Tables"
                rows={data.tables}
                rowKey={(t) => t.table}
                columns={[
                  { head: 'Table', cell: (t) => t.table.split('.').at(-1) },
                  { head: 'Rows', cell: (t) => count(t.rows), numeric: true },
                  { head: 'Partitions', cell: (t) => count(t.partitions), numeric: true },
                  { head: 'Columns', cell: (t) => count(t.columns.length), numeric: true },
                  { head: 'Violations', cell: (t) => count(t.violations), numeric: true },
                  {
                    head: 'Never measured',
                    cell: (t) => <span className="muted">{t.never_measured.join(', ')}</span>,
                    className: 'wide',
                  },
                ]}
              />
            </details>
          </>
        )}
      </Answer>
    </Panel>
  );
}
