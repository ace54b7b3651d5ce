import type { Row } from '../../../../src/app/server/schema/row.js';
import { useAnswer } from '../../lib/api.js';
import { rowAddress } from '../../lib/row-address.js';
import { Link } from '../../parts/link.js';

/** The same player, team or game on the same date in the other tables. */
export function OtherTables({ row }: { readonly row: Row }) {
  const overview = useAnswer('overview', {});
  const tables = overview.data?.data.tables.filter((t) => t.entity === row.kind) ?? [];
  return (
    <nav className="row-tables" aria-label="The same player, team or game in other tables">
      {tables.map((table) => (
        <Link
          key={table.name}
          className="button"
          to={rowAddress(table.alias, row.date, row.id)}
          title={table.name.split('.').at(-1)}
          aria-current={table.name === row.table ? 'page' : undefined}
        >
          {table.alias}
        </Link>
      ))}
    </nav>
  );
}
