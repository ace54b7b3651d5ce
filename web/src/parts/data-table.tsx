import type { ReactNode } from 'react';

interface DataColumn<T> {
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers line up on the right. */
  readonly numeric?: boolean;
  readonly className?: string;
}

interface DataTableProps<T> {
  readonly label: string;
  readonly columns: readonly DataColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly isCurrent?: (row: T) => boolean;
  readonly empty?: string;
}

/** Longer ones scroll by themselves, under their heads. */
const LONG = 40;

export function DataTable<T>({ label, columns, rows, rowKey, isCurrent, empty = 'Nothing here.' }: DataTableProps<T>) {
  if (rows.length === 0) return <p className="muted pad">{empty}</p>;
  return (
    <section
      className={rows.length > LONG ? 'table-scroll table-long' : 'table-scroll'}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="data">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={column.numeric ? 'num' : column.className}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={isCurrent?.(row) ? 'current' : undefined}>
              {columns.map((column) => (
                <td key={column.head} className={column.numeric ? 'num' : column.className}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
