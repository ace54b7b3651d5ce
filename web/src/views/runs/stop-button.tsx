import { useState } from 'react';
import { ApiError, stopAction } from '../../lib/api.js';
import { token } from '../../lib/token.js';

/** Asks the run to stop after its batch, as Ctrl-C in its terminal would. */
export function StopButton() {
  const [message, setMessage] = useState<string | null>(null);
  const stop = async () => {
    try {
      await stopAction();
      setMessage('Asked to stop: it finishes or rolls back its batch first.');
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <>
      {message !== null && (
        <small className="muted" role="status">
          {message}
        </small>
      )}
      <button type="button" className="danger" disabled={token() === null} onClick={() => void stop()}>
        Stop
      </button>
    </>
  );
}
