import type { Conflict } from '../../../src/audit/conflicts/report.js';
import { gameDate, instant } from '../lib/format.js';
import { DataTable } from './data-table.js';
import { Link } from './link.js';

/** Conflicts with both values, and the verdict on those that a person has accepted. */
export function ConflictTable({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  return (
    <DataTable
      label="Conflicts"
      rows={conflicts}
      rowKey={(c) => c.conflict_id}
      columns={[
        { head: 'Id', cell: (c) => <code>{c.conflict_id}</code> },
        {
          head: 'Date',
          cell: (c) => <Link to={`/partition/differences/${c.date}`}>{gameDate(c.date)}</Link>,
          className: 'nowrap',
        },
        { head: 'Game', cell: (c) => <code>{c.game_id}</code> },
        { head: 'Who', cell: (c) => c.entity },
        { head: 'What', cell: (c) => c.detail },
        { head: 'One', cell: (c) => (c.of_row ? '' : `${c.left ?? '–'} (${c.left_source})`) },
        { head: 'Other', cell: (c) => (c.of_row ? '' : `${c.right ?? '–'} (${c.right_source})`) },
        { head: 'Since', cell: (c) => instant(c.since), className: 'nowrap' },
        { head: 'Verdict', cell: (c) => <Verdict conflict={c} />, className: 'wide' },
      ]}
    />
  );
}

function Verdict({ conflict: c }: { readonly conflict: Conflict }) {
  if (c.status === 'open') return <strong className="bad">open</strong>;
  if (c.status === 'changed') return <strong className="warn">changed since it was accepted</strong>;
  return (
    <span className="good">
      accepted by {c.accepted_by}: {c.reason}
    </span>
  );
}
