import { useLive } from '../lib/live.js';
import { Link } from './link.js';

/** One line at the top while something runs, wherever it was started. */
export function LiveStrip() {
  const { state, connected } = useLive();
  if (!connected && state !== null) {
    return (
      <p className="strip strip-warn" role="status">
        The dashboard server does not answer. Start “nba-props ui” again.
      </p>
    );
  }
  const live = state?.live;
  const running = live?.status === null;
  if (state?.writer == null && !running) return null;
  const working = running ? live.tables.find((table) => table.state === 'working') : undefined;
  // Between taking the lock and its first event, a run is not yet the newest one with a run file.
  const doing = (running ? live.command : state?.writer?.doing) ?? 'a run';
  return (
    <p className="strip" role="status">
      <span className="pulse" aria-hidden="true" />
      <span>
        Running: <strong>{doing}</strong>
        {working !== undefined && ` · ${working.alias} ${working.done} of ${working.dates} dates`}
      </span>
      <Link to="/runs/live">Watch</Link>
    </p>
  );
}
