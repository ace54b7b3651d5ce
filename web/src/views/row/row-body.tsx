import type { Row } from '../../../../src/app/server/schema/row.js';
import { stored } from '../../lib/format.js';
import { useParam, withParams } from '../../lib/router.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Panel } from '../../parts/panel.js';
import { Behind } from './behind.js';

type OneRow = Row['rows'][number];

/** Values on the left; on the right, how the chosen one was computed. */
export function RowBody({ row, among }: { readonly row: OneRow; readonly among: number }) {
  const [column] = useParam('value');
  const chosen = row.values.find((v) => v.column === column);
  return (
    <div className="row-grid">
      <Panel title="Values" note={among > 1 && row.gameId !== null ? <code>{row.gameId}</code> : undefined}>
        <DataTable
          label="Values"
          rows={row.values}
          rowKey={(v) => v.column}
          isCurrent={(v) => v === chosen}
          columns={[
            {
              head: 'Column',
              cell: (v) => (
                <Link to={withParams({ value: v.column })} replace title={v.meaning}>
                  {v.column}
                </Link>
              ),
              className: 'nowrap',
            },
            {
              head: 'Value',
              cell: (v) => (
                <>
                  <span className={v.value === null ? 'muted' : undefined}>{stored(v.value)}</span>
                  {v.value !== null && v.unit !== null && v.unit !== 'count' && (
                    <small className="muted row-unit">{v.unit}</small>
                  )}
                </>
              ),
              numeric: true,
            },
          ]}
        />
      </Panel>
      {chosen === undefined ? (
        <Panel title="How the value was computed">
          <p className="muted pad">
            Choose a value to see its formula, the games or events behind it, and the value computed again.
          </p>
        </Panel>
      ) : (
        <Behind row={row} value={chosen} />
      )}
    </div>
  );
}
