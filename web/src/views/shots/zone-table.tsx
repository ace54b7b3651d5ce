import type { Shots } from '../../../../src/server/schema/court.js';
import { count, percent, sentence, signed } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';

export function ZoneTable({ zones }: { readonly zones: Shots['zones'] }) {
  const total = zones.reduce((sum, z) => sum + z.attempts, 0);
  return (
    <DataTable
      label="Shots by zone"
      rows={zones}
      rowKey={(z) => `${z.zone} ${z.detail}`}
      columns={[
        { head: 'From', cell: (z) => sentence(z.detail) },
        { head: 'Attempts', cell: (z) => count(z.attempts), numeric: true },
        { head: 'Share', cell: (z) => percent(z.attempts / total), numeric: true },
        { head: 'Made', cell: (z) => percent(z.makes / z.attempts, 1), numeric: true },
        { head: 'League', cell: (z) => percent(z.leaguePct, 1), numeric: true },
        {
          head: 'Difference',
          cell: (z) => signed(z.leaguePct === null ? null : 100 * (z.makes / z.attempts - z.leaguePct)),
          numeric: true,
        },
      ]}
    />
  );
}
