import { easternDateOf } from '../../../../src/domain/dates.js';
import { useAnswer } from '../../lib/api.js';
import { count, gameDate, sentence } from '../../lib/format.js';
import { address, navigate, useParam } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { ViewHead } from '../../parts/panel.js';
import { StateBadge } from '../../parts/state-badge.js';
import type { TonightData } from './data.js';
import { Expected } from './expected.js';
import { Games } from './games.js';
import { Players } from './players.js';
import { Watch } from './watch.js';
import './tonight.css';

/** /tonight?date: the games of a date as known before them; without a date, the next one with games. */
export function Tonight() {
  const [date] = useParam('date');
  const today = easternDateOf(new Date().toISOString());
  const tonight = useAnswer('tonight', date === null ? { today } : { date });
  if (tonight.error?.code === 'NOT_FOUND' && tonight.data === undefined) {
    return (
      <Empty title="No games on this date" whole>
        {tonight.error.todo}
      </Empty>
    );
  }
  return (
    <Answer of={tonight} what="tonight">
      {(data) =>
        data === null ? (
          <Empty title="No games yet" whole>
            Ingest a schedule, then run a backfill.
          </Empty>
        ) : (
          <TonightOf data={data} />
        )
      }
    </Answer>
  );
}

function TonightOf({ data }: { readonly data: TonightData }) {
  return (
    <>
      <ViewHead
        title={
          <>
            {titleOf(data)} <span className="muted">{gameDate(data.date)}</span>
          </>
        }
        actions={<Dates data={data} />}
      >
        {data.games.length === 1 ? '1 game' : `${data.games.length} games`}, {data.season}
        {data.horizon !== null && `; data up to ${gameDate(data.horizon)}`}
      </ViewHead>
      <Watch />
      <Standing data={data} />
      <Games data={data} />
      <Expected date={data.date} />
      <Players data={data} />
      <Loose data={data} />
    </>
  );
}

/** A date of which every game is over is no night to come. */
const titleOf = ({ games }: TonightData): string =>
  games.every((game) => ['played', 'no_data', 'part', 'cancelled'].includes(game.state))
    ? 'What came of it'
    : 'Tonight';

function Dates({ data }: { readonly data: TonightData }) {
  const to = (date: string | null, label: string) =>
    date !== null && (
      <Link className="button" to={address('/tonight', { date })} title={gameDate(date)}>
        {label}
      </Link>
    );
  return (
    <>
      {to(data.previous, '← Earlier')}
      <label>
        <span className="visually-hidden">Date</span>
        <input
          type="date"
          value={data.date}
          onChange={(event) => event.target.value !== '' && navigate(address('/tonight', { date: event.target.value }))}
        />
      </label>
      {to(data.next, 'Later →')}
    </>
  );
}

/** Whether what is shown can be relied on: made, fresh, ready; and what to do if not. */
function Standing({ data }: { readonly data: TonightData }) {
  const { readiness, state, why, steps } = data;
  const none = readiness.rows > 0 && readiness.ready === 0;
  return (
    <section className={`panel standing why-${state ?? 'complete'}`} aria-label="Whether it is ready">
      <p className="standing-count">
        <strong className={none ? 'warn' : undefined}>
          {count(readiness.ready)} of {count(readiness.rows)}
        </strong>{' '}
        {readiness.rows === 1 ? 'player' : 'players'} ready
      </p>
      <ul className="standing-reasons">
        {readiness.reasons.map(({ reason, rows }) => (
          <li key={reason}>
            {sentence(reason)} <strong className="num">{count(rows)}</strong>
          </li>
        ))}
      </ul>
      <p className="standing-state">
        {state !== null && (
          <Link to={`/partition/${data.proofs.ready?.alias ?? ''}/${data.date}`}>
            <StateBadge state={state} />
          </Link>
        )}{' '}
        <span className="muted">{why}</span>
      </p>
      {steps.length > 0 && (
        <ul className="standing-steps">
          {steps.map((step) => (
            <li key={step.command}>
              {sentence(step.why)}: <code>{step.command}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Loose({ data }: { readonly data: TonightData }) {
  if (data.loose.length === 0) return null;
  return (
    <details className="panel loose">
      <summary>Lines that stand for nobody here: {count(data.loose.length)}</summary>
      <ul>
        {data.loose.map(({ gameId, name, reason }) => (
          <li key={`${gameId} ${name}`}>
            <strong>{name}</strong> <span className="muted">{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
