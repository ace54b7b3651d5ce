import type { Partition } from '../../../../src/app/server/schema/partition.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Panel } from '../../parts/panel.js';

type Input = Partition['inputs'][number];

/** Sums are long numbers: their end is enough to see whether two are the same. */
const tail = (hash: string | null) => (hash === null ? '–' : `…${hash.slice(-10)}`);

export function Inputs({ data }: { readonly data: Partition }) {
  const code = data.ledger;
  return (
    <Panel
      title="Inputs"
      note="Content of the partitions it read: as recorded by its run, and as the ledger has them now"
    >
      <DataTable
        label="Inputs"
        rows={data.inputs}
        rowKey={(input) => input.table}
        isCurrent={(input) => input.changed}
        columns={[
          { head: 'Table', cell: (input) => <InputName input={input} date={data.date} /> },
          { head: 'Window', cell: (input) => input.windows.join('; ') },
          {
            head: 'Columns',
            cell: (input) =>
              input.columns === null ? 'all' : <span title={input.columns.join(', ')}>{input.columns.length}</span>,
            className: 'nowrap',
          },
          {
            head: 'When made',
            cell: (input) => <code title={input.recorded ?? ''}>{tail(input.recorded)}</code>,
            className: 'nowrap',
          },
          {
            head: 'Now',
            cell: (input) => <code title={input.current ?? ''}>{tail(input.current)}</code>,
            className: 'nowrap',
          },
          {
            head: 'Verdict',
            cell: (input) =>
              input.recorded === null ? (
                <span className="muted">not read yet</span>
              ) : input.changed ? (
                <strong className="warn">changed</strong>
              ) : (
                <span className="good">same</span>
              ),
          },
        ]}
      />
      {code !== null && (
        <p className="muted pad code-line">
          Code when made <code>{code.codeHash ?? '–'}</code>, now <code>{code.codeHashNow ?? '–'}</code>
          {code.codeHash !== code.codeHashNow && <strong className="warn"> changed</strong>}. Content{' '}
          <code>{code.contentHash ?? '–'}</code>
        </p>
      )}
    </Panel>
  );
}

function InputName({ input, date }: { readonly input: Input; readonly date: string }) {
  const name = input.table.split('.').at(-1);
  return input.sameDate ? <Link to={`/partition/${input.alias ?? input.table}/${date}`}>{name}</Link> : name;
}
