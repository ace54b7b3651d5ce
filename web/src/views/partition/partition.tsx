import { useAnswer } from '../../lib/api.js';
import { gameDate } from '../../lib/format.js';
import { address, useAddress } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { ViewHead } from '../../parts/panel.js';
import { StateBadge } from '../../parts/state-badge.js';
import { PartitionBody } from './partition-body.js';
import { Rerun } from './rerun.js';

/** /partition/<table>/<date> */
export default function PartitionView() {
  const { path } = useAddress();
  const [, , table, date] = path.split('/');
  const known = table !== undefined && date !== undefined && date !== '';
  const partition = useAnswer('partition', { table: table ?? '', date: date ?? '' }, { enabled: known });
  if (!known) return <Empty title="No partition chosen">Choose a cell in Coverage.</Empty>;
  return (
    <Answer of={partition} what="the partition">
      {(data) => (
        <>
          <ViewHead
            title={
              <>
                {data.table.split('.').at(-1)} <span className="muted">{gameDate(data.date)}</span>
              </>
            }
            actions={
              <>
                <Step to={data.previous} table={data.alias} label="← Earlier" />
                <Step to={data.next} table={data.alias} label="Later →" />
                <Link className="button" to={address('/cascade', { table: data.alias, date: data.date })}>
                  What it blocks
                </Link>
              </>
            }
          >
            A row is {data.grain}. {data.season}, day {data.dayOfSeason}.
          </ViewHead>
          <section className={`panel why why-${data.state}`} aria-label="State">
            <p>
              <StateBadge state={data.state} />
            </p>
            <p className="why-text">{data.why}</p>
            <Rerun partition={data} />
          </section>
          <PartitionBody data={data} />
        </>
      )}
    </Answer>
  );
}

function Step({ to, table, label }: { readonly to: string | null; readonly table: string; readonly label: string }) {
  if (to === null) return null;
  return (
    <Link className="button" to={`/partition/${table}/${to}`} title={gameDate(to)}>
      {label}
    </Link>
  );
}
