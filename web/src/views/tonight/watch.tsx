import { easternShown } from '../../../../src/domain/dates.js';
import { useAnswer } from '../../lib/api.js';
import { plural } from '../../lib/format.js';

const MINUTE = 60_000;

/** Open causes and the state of the watch; nothing if there are none and no watch runs. */
export function Watch() {
  const now = new Date(Math.floor(Date.now() / MINUTE) * MINUTE).toISOString();
  const data = useAnswer('watch', { now }).data?.data;
  if (data === undefined || (data.state === null && data.open.length === 0)) return null;
  const { state, reason, what, next, open } = data;
  const why = reason === null ? '' : ` (${reason.replaceAll('_', ' ')})`;
  const isRed = state === 'halted' || state === 'stopped';
  return (
    <section className={`panel watch ${isRed || open.length > 0 ? 'watch-red' : ''}`} aria-label="What is wrong now">
      {state !== null && (
        <p>
          <strong className={isRed ? 'bad' : undefined}>Watch {state}</strong>
          {why}
          {what !== null && `: ${what}`}
          {next !== null && !isRed && <span className="muted"> next pass {easternShown(next)}</span>}
        </p>
      )}
      {open.length > 0 && (
        <details open={open.length <= 3}>
          <summary>{plural(open.length, 'open cause')}</summary>
          <ul>
            {open.map((cause) => (
              <li key={cause.key}>
                {cause.what} <span className="muted">Since {easternShown(cause.since)}.</span>{' '}
                <code>{cause.command}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
