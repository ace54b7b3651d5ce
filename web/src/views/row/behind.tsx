import type { Row } from '../../../../src/app/server/schema/row.js';
import { gameDate, plural, stored } from '../../lib/format.js';
import { rowAddress } from '../../lib/row-address.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Panel } from '../../parts/panel.js';

type OneRow = Row['rows'][number];
type Value = OneRow['values'][number];
type Source = OneRow['sources'][number];

/** Columns from which on a source's row is a whole row of another table. */
const WHOLE = 14;

/** How one value was computed: its meaning, its formula, the source rows it uses, and the value computed again from them. */
export function Behind({ row, value }: { readonly row: OneRow; readonly value: Value }) {
  const source = row.sources.find((s) => s.name === value.source);
  const reason = value.value === null ? reasonOf(row, value.column) : null;
  return (
    <Panel title={value.column} note={value.unit ?? undefined}>
      <div className="pad row-behind">
        <p className="row-value">{stored(value.value)}</p>
        {reason !== null && <p>NULL: {reason}.</p>}
        <p>{value.meaning}</p>
        {value.formula !== null && <p className="muted">{value.formula}</p>}
        {value.how !== null && <p className="muted">Here: {value.how}.</p>}
        {value.redone !== null && (
          <p className={!value.redone.same ? 'bad' : value.value === null ? 'muted' : 'good'}>
            Redone from {plural(value.rows.length, 'row')}: {stored(value.redone.value)}
            {value.redone.same ? ', the same.' : ', not the same.'}
          </p>
        )}
        {source === undefined && <p className="muted">A key or a name, or a value that its formula alone explains.</p>}
      </div>
      {source !== undefined && <SourceRows source={source} value={value} />}
    </Panel>
  );
}

/** Why a value is NULL, where missing_inputs has a code of that column. */
function reasonOf(row: OneRow, column: string): string | null {
  const codes = row.values.find((v) => v.column === 'missing_inputs')?.value;
  const own = (Array.isArray(codes) ? codes : []).map(String).filter((code) => code.startsWith(`${column}:`));
  return own.length === 0 ? null : own.map((code) => code.slice(column.length + 1).replaceAll('_', ' ')).join(', ');
}

interface Used {
  readonly i: number;
  readonly row: Source['rows'][number];
  readonly place: Source['places'][number];
}

function SourceRows({ source, value }: { readonly source: Source; readonly value: Value }) {
  const rows = value.rows.flatMap((i): Used[] => {
    const row = source.rows[i];
    return row === undefined ? [] : [{ i, row, place: source.places[i] ?? null }];
  });
  const files = [...new Set(rows.flatMap(({ row }) => (typeof row.file === 'string' ? [row.file] : [])))];
  const names = shownColumns(source, rows, value).filter((name) => name !== 'file' || files.length > 1);
  const linked = names[0];
  return (
    <>
      <p className="muted pad row-source">
        <strong>{source.name}</strong> of <code>{source.table.split('.').at(-1)}</code>: {source.note}
        {files.length === 1 && (
          <>
            ; lines of <span title={files[0]}>{files[0]?.split('/').at(-1)}</span>
          </>
        )}
      </p>
      <DataTable<Used>
        label={`Rows of ${source.name}`}
        rows={rows}
        rowKey={({ i }) => String(i)}
        empty="None."
        columns={names.map((name) => ({
          head: name,
          numeric: rows.some(({ row }) => typeof row[name] === 'number'),
          className: name.endsWith('_date') ? 'nowrap' : name === 'text' ? 'wide' : '',
          cell: ({ row, place }) => {
            const text = <Stored name={name} value={row[name]} />;
            if (name !== linked || place === null) return value.inputs.includes(name) ? <strong>{text}</strong> : text;
            return <Link to={rowAddress(place.alias, place.date, place.entity, value.inputs[0])}>{text}</Link>;
          },
        }))}
      />
    </>
  );
}

/** The date first, then what enters the value, then what tells one row from another. */
function shownColumns(source: Source, rows: readonly Used[], value: Value): string[] {
  const all = Object.keys(rows[0]?.row ?? {});
  const date = all.find((name) => name.endsWith('_date'));
  const inputs = all.filter((name) => value.inputs.includes(name));
  const isText = (name: string) => rows.some(({ row }) => row[name] !== null && typeof row[name] !== 'number');
  // A whole row of another table says little beyond its inputs.
  const whole = rows.length === 1 && all.length > WHOLE;
  const others = whole ? [] : all.filter((name) => name !== 'counts' && (source.names.includes(name) || isText(name)));
  return [...new Set([...(date === undefined ? [] : [date]), ...inputs, ...others])];
}

function Stored({
  name,
  value,
}: {
  readonly name: string;
  readonly value: Source['rows'][number][string] | undefined;
}) {
  if (name === 'file' && typeof value === 'string') return <span title={value}>{value.split('/').at(-1)}</span>;
  return name.endsWith('_date') && typeof value === 'string' ? gameDate(value) : stored(value ?? null);
}
