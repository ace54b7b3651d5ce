import { useEffect, useRef } from 'react';
import type { LiveRun } from '../../../../src/app/server/schema/runs.js';
import { clock, count, dateRange, duration, instant } from '../../lib/format.js';
import { useLive } from '../../lib/live.js';
import { Link } from '../../parts/link.js';
import { Empty, Loading } from '../../parts/notice.js';
import { Outcome } from '../../parts/outcome.js';
import { Panel, Stat, ViewHead } from '../../parts/panel.js';
import { StopButton } from './stop-button.js';

export function LiveView() {
  const { state } = useLive();
  if (state === null) return <Loading what="live state" />;
  const { live, action } = state;
  return (
    <>
      <ViewHead
        title="Live view"
        actions={
          <Link className="button" to="/runs">
            All runs
          </Link>
        }
      >
        The newest run, started here or in a terminal
      </ViewHead>
      {live === null ? (
        <Empty title="No run yet">A run started here or in a terminal appears here by itself.</Empty>
      ) : (
        <LiveRunPanel run={live} />
      )}
      {action !== null && (
        <Panel title="Started from this page" note={<code>{action.commandLine}</code>}>
          {action.exitCode !== null && <p className="pad">Ended with exit code {action.exitCode}.</p>}
          {action.output.length > 0 && <pre className="log">{action.output.join('\n')}</pre>}
        </Panel>
      )}
    </>
  );
}

/** Dates per second while it works. */
function rate(run: LiveRun): string {
  const done = run.tables.reduce((sum, t) => sum + t.done, 0);
  const seconds = (Date.parse(run.updatedAt) - Date.parse(run.startedAt)) / 1000;
  return seconds > 0 && done > 0 ? `${(done / seconds).toFixed(1)} per s` : '–';
}

function LiveRunPanel({ run }: { readonly run: LiveRun }) {
  const done = run.tables.reduce((sum, t) => sum + t.done, 0);
  return (
    <>
      <Panel
        title={`Run ${run.runId}`}
        note={run.command}
        actions={run.status === null ? <StopButton /> : <Link to={`/runs/${run.runId}`}>Details</Link>}
      >
        <dl className="stats">
          <Stat label="State">
            <Outcome status={run.status ?? 'running'} />
          </Stat>
          <Stat label="Started">{instant(run.startedAt)}</Stat>
          {run.from !== null && run.to !== null && <Stat label="Range">{dateRange(run.from, run.to)}</Stat>}
          <Stat label="Partitions made">{count(done)}</Stat>
          <Stat label="Rate">{rate(run)}</Stat>
          <Stat label="Process">
            {run.pid} <span className="muted">on {run.host}</span>
          </Stat>
        </dl>
        <ul className="live-tables">
          {run.tables.map((table) => (
            <li key={table.table} className={`live-${table.state}`}>
              <span className="live-name">{table.alias}</span>
              <progress
                value={table.state === 'done' ? 1 : table.dates === 0 ? 0 : table.done / table.dates}
                max={1}
                aria-label={`${table.alias} done`}
              />
              <span className="num">
                {table.state === 'waiting' ? (
                  <span className="muted">waiting</span>
                ) : table.dates === 0 ? (
                  <span className="muted">all {count(table.fresh)} fresh</span>
                ) : (
                  `${count(table.done)} of ${count(table.dates)}`
                )}
              </span>
              <span className="num muted">{table.rows > 0 && `${count(table.rows)} rows`}</span>
              <span className={table.failedBatches > 0 ? 'num bad' : 'num muted'}>
                {table.failedBatches > 0
                  ? `${table.failedBatches} failed`
                  : table.durationMs !== null && table.dates > 0
                    ? duration(table.durationMs)
                    : ''}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Log lines={run.log} />
    </>
  );
}

function Log({ lines }: { readonly lines: LiveRun['log'] }) {
  const box = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line moves the view to the end
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [last, lines.length]);
  if (lines.length === 0) return null;
  return (
    <Panel title="Log">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="log" ref={box} role="log" aria-label="Log" tabIndex={0}>
        {lines.map((line) => (
          <div key={line.n} className={line.level === 'error' ? 'bad' : line.level === 'warn' ? 'warn' : undefined}>
            {clock(line.at)} {line.text}
          </div>
        ))}
      </div>
    </Panel>
  );
}
