import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError, Loaded } from '../lib/api.js';
import { instant } from '../lib/format.js';

export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="notice" role="status">
      <p className="muted">Loading {what}…</p>
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  /** It is all that the view shows. */
  readonly whole?: boolean;
  readonly children?: ReactNode;
}

export function Empty({ title, whole = false, children }: EmptyProps) {
  return (
    <div className="notice">
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children !== undefined && <p className="muted">{children}</p>}
    </div>
  );
}

function Failure({ error, retry }: { readonly error: ApiError; readonly retry?: () => void }) {
  const waits = error.code === 'WAREHOUSE_LOCKED';
  return (
    <div className={waits ? 'notice' : 'notice notice-error'} role="alert">
      <h2>{waits ? 'A run holds the warehouse' : 'This could not be loaded'}</h2>
      <p>{error.what}</p>
      <p className="muted">{error.todo}</p>
      {retry !== undefined && !waits && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

interface AnswerProps<T> {
  readonly of: UseQueryResult<Loaded<T>, ApiError>;
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** The states every answer can be in: loading, failed, last known, there. */
export function Answer<T>({ of, what, children }: AnswerProps<T>) {
  if (of.data === undefined) {
    if (of.error !== null) return <Failure error={of.error} retry={() => void of.refetch()} />;
    return <Loading what={what} />;
  }
  return (
    <div className={of.isPlaceholderData ? 'answer answer-old' : 'answer'} aria-busy={of.isPlaceholderData}>
      {of.data.busy && (
        <p className="busy" role="status">
          A run holds the warehouse: shown as of {instant(of.data.asOf)}.
        </p>
      )}
      {of.data.checking && (
        <p className="busy" role="status">
          The warehouse has changed: this result is from {instant(of.data.asOf)}, and the check is running again.
        </p>
      )}
      {of.error !== null && <Failure error={of.error} />}
      {children(of.data.data)}
    </div>
  );
}
