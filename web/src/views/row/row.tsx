import type { Row } from '../../../../src/app/server/schema/row.js';
import { useAnswer } from '../../lib/api.js';
import { gameDate, plural, sentence } from '../../lib/format.js';
import { useAddress, useParam } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Panel, ViewHead } from '../../parts/panel.js';
import { OtherTables } from './other-tables.js';
import { RowBody } from './row-body.js';
import './row.css';

/** /row/<table>/<date>?entity&value: the rows of one player, team or game, each value with the rows it was computed from. */
export default function RowView() {
  const { path } = useAddress();
  const [, , table, date] = path.split('/');
  const [entity] = useParam('entity');
  const known = table !== undefined && date !== undefined && entity !== null;
  const row = useAnswer('row', { table: table ?? '', date: date ?? '', entity: entity ?? '' }, { enabled: known });
  if (!known) return <Empty title="No row chosen">Choose one in a partition.</Empty>;
  return (
    <Answer of={row} what="the row">
      {(data) => (
        <>
          <ViewHead
            title={
              <>
                {data.name} <span className="muted">{gameDate(data.date)}</span>
              </>
            }
            actions={
              <Link className="button" to={`/partition/${data.alias}/${data.date}`}>
                The partition
              </Link>
            }
          >
            {data.table.split('.').at(-1)}
            {data.rows.length > 0 && `, ${plural(data.rows.length, 'row')}: choose a value to see how it was computed`}
          </ViewHead>
          <OtherTables row={data} />
          {data.rows.map((found) => (
            <RowBody key={keyOf(found)} row={found} among={data.rows.length} />
          ))}
          <NoRow data={data} />
        </>
      )}
    </Answer>
  );
}

const keyOf = (row: Row['rows'][number]): string =>
  `${row.gameId} ${JSON.stringify(row.values.map((v) => v.value).slice(0, 6))}`;

function NoRow({ data }: { readonly data: Row }) {
  if (data.failures.length + data.absent.length === 0) return null;
  return (
    <Panel title="Why there is no row">
      <ul className="no-row">
        {data.failures.map((failure) => (
          <li key={`${failure.game_id} ${failure.category}`}>
            <strong>{sentence(failure.category)}</strong>
            {failure.game_id !== null && <span className="mono muted"> {failure.game_id}</span>}:{' '}
            {failure.reason ?? 'no reason recorded'}
            {failure.games_missing.length > 0 && (
              <>
                . Missing from the data: <span className="mono">{failure.games_missing.join(' ')}</span>
              </>
            )}
          </li>
        ))}
        {data.absent.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Panel>
  );
}
