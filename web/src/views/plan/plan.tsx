import type { Plan as PlanData } from '../../../../src/plan/plan.js';
import { useAnswer } from '../../lib/api.js';
import { count, dateRange, duration, plural } from '../../lib/format.js';
import { useLive } from '../../lib/live.js';
import { ActionButton, ReadOnlyNote } from '../../parts/action-button.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { Panel, Stat, ViewHead } from '../../parts/panel.js';
import { PlanTables } from './plan-tables.js';
import { RangePicker, useRange } from './range.js';
import './plan.css';

/** ?from and ?to: what a backfill would do and why; then go. */
export default function PlanView() {
  const range = useRange();
  const plan = useAnswer('plan', {
    ...(range.from === null ? {} : { from: range.from }),
    ...(range.to === null ? {} : { to: range.to }),
  });
  return (
    <>
      <ViewHead title="Plan and heal">What would be made, and why. Nothing runs until you start it.</ViewHead>
      <RangePicker range={range} />
      <Answer of={plan} what="the plan">
        {(data) => <PlanBody plan={data} />}
      </Answer>
    </>
  );
}

function PlanBody({ plan }: { readonly plan: PlanData }) {
  const wanted = plan.tables.filter((table) => table.entries.length > 0 || table.given_up_dates.length > 0);
  const maybe = plan.tables.reduce(
    (sum, t) => sum + t.entries.reduce((n, e) => n + (e.reason === 'upstream_planned' ? e.dates.length : 0), 0),
    0,
  );
  const ask = { from: plan.from, to: plan.to };
  return (
    <>
      <Panel title={dateRange(plan.from, plan.to)}>
        <dl className="stats">
          <Stat label="To make">{count(plan.planned)}</Stat>
          <Stat label="Possibly, if their inputs change">{count(maybe)}</Stat>
          {plan.given_up > 0 && <Stat label="Given up after repeated failures">{count(plan.given_up)}</Stat>}
          {plan.planned > 0 && (
            <Stat label="Estimate, from past runs">
              {duration(plan.seconds_estimated === null ? null : 1000 * plan.seconds_estimated)}
            </Stat>
          )}
        </dl>
        <div className="plan-go">
          <ActionButton primary action={{ kind: 'heal', ...ask }}>
            Heal this range
          </ActionButton>
          <ActionButton action={{ kind: 'backfill', ...ask }}>Backfill this range</ActionButton>
          <ReadOnlyNote />
          <p className="muted">
            Heal also looks for rows that no longer match the ledger; a backfill makes what is missing or stale.
          </p>
        </div>
        <Progress />
      </Panel>
      {wanted.length === 0 ? (
        <p className="all-well">
          Everything in this range is there and fresh:{' '}
          {plural(
            plan.tables.reduce((n, t) => n + t.fresh, 0),
            'partition',
          )}
          .
        </p>
      ) : (
        <PlanTables tables={wanted} />
      )}
    </>
  );
}

/** What was started from here, as it goes. */
function Progress() {
  const { state } = useLive();
  const action = state?.action;
  if (action == null) return null;
  const ended = action.finishedAt !== null;
  return (
    <div className="plan-progress" role="status">
      <p>
        <code>{action.commandLine}</code> {ended ? `ended with exit code ${action.exitCode}` : 'is running'}.{' '}
        <Link to="/runs/live">{ended ? 'See the run' : 'Watch'}</Link>
      </p>
    </div>
  );
}
