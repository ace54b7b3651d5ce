import type { Partition } from '../../../../src/app/server/schema/partition.js';
import { count, duration, instant, percent, sentence } from '../../lib/format.js';
import { address } from '../../lib/router.js';
import { ConflictTable } from '../../parts/conflict-table.js';
import { Link } from '../../parts/link.js';
import { Panel, Stat } from '../../parts/panel.js';
import { History } from './history.js';
import { Inputs } from './inputs.js';
import { RowFinder } from './row-finder.js';
import './partition.css';

export function PartitionBody({ data }: { readonly data: Partition }) {
  return (
    <>
      {data.ledger !== null && <Counts data={data} ledger={data.ledger} />}
      {data.conflicts.length > 0 && (
        <Panel title="Conflicts" note="Numbers of the date’s games that two sources give differently">
          <ConflictTable conflicts={data.conflicts} />
        </Panel>
      )}
      {data.inputs.length > 0 && <Inputs data={data} />}
      <div className="grid">
        <Games data={data} />
        {data.critical.length > 0 && <Critical data={data} />}
      </div>
      {data.derived && data.ledger !== null && data.ledger.rows + data.ledger.failures > 0 && <RowFinder data={data} />}
      <History data={data} />
    </>
  );
}

const reasonsOf = (reasons: NonNullable<Partition['readiness']>['reasons']) =>
  reasons.map(({ reason, rows }) => `${sentence(reason)} ${count(rows)}`).join(', ');

type Ledger = NonNullable<Partition['ledger']>;

function Counts({ data, ledger }: { readonly data: Partition; readonly ledger: Ledger }) {
  const total = ledger.rows + ledger.failures;
  const categories = Object.entries(ledger.byCategory).sort((a, b) => b[1] - a[1]);
  return (
    <Panel title="Contents">
      <dl className="stats">
        <Stat label="Rows">{count(ledger.rows)}</Stat>
        <Stat
          label="Failures"
          note={total === 0 ? '' : `${percent(ledger.failures / total)} of ${count(total)} expected`}
        >
          {count(ledger.failures)}
        </Stat>
        {data.readiness !== null && (
          <Stat label="Ready for use" note={reasonsOf(data.readiness.reasons)}>
            <span className={data.readiness.ready === 0 ? 'warn' : undefined}>{count(data.readiness.ready)}</span>{' '}
            <span className="muted">of {count(data.readiness.rows)}</span>
          </Stat>
        )}
        {ledger.criticalChecked !== null && (
          <Stat
            label="Critical values not valid"
            note={ledger.criticalState === null ? '' : sentence(ledger.criticalState)}
          >
            {count(ledger.criticalInvalid)} <span className="muted">of {count(ledger.criticalChecked)}</span>
          </Stat>
        )}
        {data.ready !== null && data.ready.allowed > 0 && (
          <Stat
            label="Ready"
            note={`${percent(data.ready.ready / data.ready.allowed, 1)} of the ${count(data.ready.allowed)} rows that the history allows${data.ready.disputed > 0 ? `; ${count(data.ready.disputed)} in dispute` : ''}`}
          >
            {count(data.ready.ready)}
          </Stat>
        )}
        {ledger.finishedAt !== null && (
          <Stat label="Made" note={duration(ledger.durationMs)}>
            {instant(ledger.finishedAt)}
          </Stat>
        )}
        {ledger.runId !== null && (
          <Stat label="Run" note={ledger.mode === null ? '' : `mode ${ledger.mode}`}>
            <Link to={`/runs/${ledger.runId}`}>{ledger.runId}</Link>
          </Stat>
        )}
      </dl>
      {categories.length > 0 && (
        <ul className="categories">
          {categories.map(([category, n]) => (
            <li key={category}>
              <Link to={address('/failures', { table: data.alias, season: data.season, date: data.date, category })}>
                {sentence(category)} <strong>{count(n)}</strong>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data.failureReasons.length > 0 && (
        <details className="pad">
          <summary>Reasons</summary>
          <ul>
            {data.failureReasons.map((r) => (
              <li key={`${r.category} ${r.reason}`}>
                <span className="num">{count(r.count)}</span> {sentence(r.category)}: {r.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Games({ data }: { readonly data: Partition }) {
  return (
    <Panel title="Games of the date">
      {data.games.length === 0 ? (
        <p className="muted pad">The schedule has no regular-season, play-in or playoff games on this date.</p>
      ) : (
        <ul className="games">
          {data.games.map((game) => (
            <li key={game.gameId}>
              <strong>
                {game.away} at {game.home}
              </strong>{' '}
              <span className="mono muted">{game.gameId}</span>{' '}
              <span className="muted">{sentence(game.status ?? 'status unknown')}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Critical({ data }: { readonly data: Partition }) {
  return (
    <Panel title="Critical fields" note="Counted at every run, before the rows are written">
      <ul className="critical">
        {data.critical.map((field) => (
          <li key={field.field}>
            <code>{field.field}</code>{' '}
            <span className={field.invalid > 0 ? 'bad' : 'good'}>
              {field.invalid === 0 ? 'all valid' : `${count(field.invalid)} of ${count(field.checked)} not valid`}
            </span>
            {field.reasons.length > 0 && <span className="muted"> ({field.reasons.join(', ')})</span>}
            {field.games.length > 0 && <div className="mono muted">{field.games.join(' ')}</div>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
