import { useAnswer } from '../../lib/api.js';
import { useParam } from '../../lib/router.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Panel, ViewHead } from '../../parts/panel.js';
import { SeasonPicker, TablePicker, useSeason } from '../../parts/pickers.js';
import { FailureChart } from './failure-chart.js';
import { FailureRecords } from './failure-records.js';
import './failures.css';

/** ?table, ?season; ?date and ?category for the records of one partition. */
export default function Failures() {
  const overview = useAnswer('overview', {});
  const { season, seasons, pick } = useSeason();
  const [chosen, choose] = useParam('table');
  const [date, setDate] = useParam('date');
  const tables = overview.data?.data.tables ?? [];
  const table = chosen ?? (tables.find((t) => t.hasBands) ?? tables.at(-1))?.alias ?? null;
  const failures = useAnswer(
    'failures',
    { table: table ?? '', season: season ?? '' },
    { enabled: season !== null && table !== null },
  );
  return (
    <>
      <ViewHead
        title="Failures"
        actions={
          <>
            {overview.data !== undefined && (
              <TablePicker
                overview={overview.data.data}
                value={table ?? ''}
                onChange={choose}
                filter={(t) => t.phase > 1 && t.reads.length > 0}
              />
            )}
            <SeasonPicker season={season} seasons={seasons} pick={pick} />
          </>
        }
      >
        Every expected player or team ends as a row or as a failure with a category
      </ViewHead>
      <Answer of={failures} what="failures">
        {(data) =>
          data.days.length === 0 ? (
            <Empty title="No partitions of this season">Run a backfill first.</Empty>
          ) : (
            <Panel
              title={data.table.split('.').at(-1) ?? ''}
              note="Share of expected rows that are missing, by category; click a day for its records"
            >
              <FailureChart data={data} date={date} onDate={(d) => setDate(d)} />
            </Panel>
          )
        }
      </Answer>
      {date !== null && table !== null && <FailureRecords table={table} date={date} />}
    </>
  );
}
