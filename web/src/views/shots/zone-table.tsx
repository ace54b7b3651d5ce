import type { Shots } from '../../../../src/app/server/schema/court.js';
import { count, percent, sentence, signed } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';

/** Names of the finer zones, as the league's charts say them. */
const DETAILS: Readonly<Record<string, string>> = {
  restricted_area: 'Restricted area',
  paint_non_ra: 'Paint outside the restricted area',
  mid_range: 'Mid-range',
  left_corner_3: 'Left corner three',
  right_corner_3: 'Right corner three',
  above_break_3: 'Three above the break',
  backcourt: 'Backcourt',
  unknown: 'Unknown',
};

export function ZoneTable({ zones }: { readonly zones: Shots['zones'] }) {
  const total = zones.reduce((sum, z) => sum + z.attempts, 0);
  return (
    <DataTable
      label="Shots by zone"
      rows={zones}
      rowKey={(z) => `${z.zone} ${z.detail}`}
      columns={[
        { head: 'From', cell: (z) => DETAILS[z.detail] ?? sentence(z.detail), className: 'nowrap' },
        { head: 'Attempts', cell: (z) => count(z.attempts), numeric: true },
        { head: 'Share', cell: (z) => percent(z.attempts / total), numeric: true },
        { head: 'Made', cell: (z) => percent(z.makes / z.attempts, 1), numeric: true },
        { head: 'League', cell: (z) => percent(z.leaguePct, 1), numeric: true },
        {
          head: '± League',
          cell: (z) => signed(z.leaguePct === null ? null : 100 * (z.makes / z.attempts - z.leaguePct)),
          numeric: true,
        },
      ]}
    />
  );
}
