import { useMemo } from 'react';
import type { Coverage, Overview } from '../../../../src/app/server/schema/cells.js';
import { useAnswer } from '../../lib/api.js';
import { dateRange, gameDate, plural } from '../../lib/format.js';
import { address, useParam } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Panel, ViewHead } from '../../parts/panel.js';
import { SeasonPicker, useSeason } from '../../parts/pickers.js';
import { Graph } from './graph.js';
import './cascade.css';

/** ?season, ?table and ?date: the DAG with the states of a season; of one partition, what reads it. */
export default function Cascade() {
  const overview = useAnswer('overview', {});
  const coverage = useAnswer('coverage', {});
  return (
    <Answer of={overview} what="tables">
      {(tables) => (
        <Answer of={coverage} what="states">
          {(states) => <CascadeView overview={tables} coverage={states} />}
        </Answer>
      )}
    </Answer>
  );
}

function CascadeView({ overview, coverage }: { readonly overview: Overview; readonly coverage: Coverage }) {
  const { season, seasons, pick } = useSeason();
  const [table, setTable] = useParam('table');
  const [asked, setDate] = useParam('date');
  const chosen = overview.tables.find((t) => t.alias === table || t.name === table);
  const ofDate = coverage.seasons.find((s) => asked !== null && s.dates.includes(asked));
  const date = ofDate === undefined ? null : asked;
  const shown = ofDate ?? coverage.seasons.find((s) => s.season === season) ?? coverage.seasons.at(-1);
  const dates = shown?.dates ?? [];
  const blocks = useAnswer(
    'blocks',
    { table: chosen?.name ?? '', date: date ?? '' },
    { enabled: chosen !== undefined && date !== null },
  );
  const states = useMemo(() => new Map(shown?.tables.map((t) => [t.table, t.states])), [shown]);
  const reached = chosen !== undefined && date !== null ? blocks.data?.data.reached : undefined;
  return (
    <>
      <ViewHead
        title="Cascade"
        actions={date === null && <SeasonPicker season={season} seasons={seasons} pick={pick} />}
      >
        Sources on the left, features on the right. Choose a table and a date to see what reads it.
      </ViewHead>
      <div className="filters">
        <label>
          Table
          <select value={chosen?.alias ?? ''} onChange={(event) => setTable(event.target.value || null)}>
            <option value="">None</option>
            {overview.tables.map((t) => (
              <option key={t.name} value={t.alias}>
                {t.name.split('.').at(-1)}
              </option>
            ))}
          </select>
        </label>
        <label>
          Date
          <select
            value={date ?? ''}
            disabled={chosen === undefined}
            onChange={(event) => setDate(event.target.value || null)}
          >
            <option value="">All of the season</option>
            {dates.map((d) => (
              <option key={d} value={d}>
                {gameDate(d)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {asked !== null && date === null && <Empty title="No such game date">Choose one from the list.</Empty>}
      <Graph
        tables={overview.tables.filter((t) => states.has(t.name) || t.readers.length > 0 || t.phase > 1)}
        states={states}
        dateIndex={date === null ? null : dates.indexOf(date)}
        chosen={chosen?.name ?? null}
        reached={reached === undefined ? null : new Set(reached.map((r) => r.table))}
        onChoose={(alias) => setTable(alias)}
      />
      {chosen !== undefined && date !== null && (
        <Answer of={blocks} what="what reads it">
          {(data) => (
            <Panel
              title={`What reads ${chosen.name.split('.').at(-1)} of ${gameDate(date)}`}
              note={
                data.reached.length === 0
                  ? 'Nothing'
                  : plural(
                      data.reached.reduce((sum, r) => sum + r.partitions, 0),
                      'partition',
                    )
              }
              actions={<Link to={`/partition/${chosen.alias}/${date}`}>The partition</Link>}
            >
              <ul className="reached">
                {data.reached.map((r) => (
                  <li key={r.table}>
                    <Link to={`/partition/${r.alias}/${r.from}`}>{r.table.split('.').at(-1)}</Link>
                    <span className="num">{plural(r.partitions, 'date')}</span>
                    <span className="muted">{dateRange(r.from, r.to)}</span>
                    <Link to={address('/cascade', { table: r.alias, date: r.from })}>what it blocks</Link>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </Answer>
      )}
    </>
  );
}
