import { type ReactNode, useState } from 'react';
import type { StartAction } from '../../../src/app/server/schema/runs.js';
import { ApiError, startAction } from '../lib/api.js';
import { useLive } from '../lib/live.js';
import { token } from '../lib/token.js';

interface Props {
  readonly action: StartAction;
  readonly children: ReactNode;
  readonly primary?: boolean;
}

/** Shown once beside the buttons of a view when they are disabled. */
export function ReadOnlyNote() {
  if (token() !== null) return null;
  return <small className="muted">Read-only: open the URL that “nba-props ui” printed to act.</small>;
}

/** Starts a command; says why where it cannot. */
export function ActionButton({ action, children, primary = false }: Props) {
  const { state } = useLive();
  const [failed, setFailed] = useState<ApiError | null>(null);
  const [starting, setStarting] = useState(false);
  const busy = state?.writer != null || (state?.action != null && state.action.finishedAt === null);
  const mayAct = token() !== null;
  const go = async () => {
    setStarting(true);
    setFailed(null);
    try {
      await startAction(action);
    } catch (error) {
      setFailed(error instanceof ApiError ? error : new ApiError('INTERNAL', String(error), ''));
    } finally {
      setStarting(false);
    }
  };
  const why = mayAct ? (busy ? 'A run is in progress' : undefined) : 'Open the printed URL to act';
  return (
    <span className="action">
      <button
        type="button"
        className={primary ? 'primary' : ''}
        disabled={!mayAct || busy || starting}
        title={why}
        onClick={() => void go()}
      >
        {children}
      </button>
      {failed !== null && (
        <small className="bad" role="alert">
          {failed.what} {failed.todo}
        </small>
      )}
    </span>
  );
}
