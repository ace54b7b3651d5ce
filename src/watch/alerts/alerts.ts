import type { Cause } from '../../day/report.js';
import { easternShown } from '../../domain/dates.js';

/** An open cause: since when, and when it was reported. */
interface OpenAlert extends Cause {
  readonly since: string;
  /** NULL until its message was delivered. */
  readonly told_at: string | null;
}

/** A cause that is gone. */
interface ClosedAlert extends OpenAlert {
  readonly resolved_at: string;
}

/** The alert state kept between passes. */
export interface AlertState {
  readonly open: readonly OpenAlert[];
  /** Those of the last days, for the digest; the latest last. */
  readonly closed: readonly ClosedAlert[];
  /** Messages that could not be delivered yet. */
  readonly untold: readonly Message[];
  /** Eastern date of the last digest. */
  readonly digest_on: string | null;
}

/** One message. A cause has one when it begins and one when it is gone. */
export interface Message {
  readonly kind: 'opened' | 'resolved' | 'digest' | 'test';
  /** Of the cause; of a digest its date. */
  readonly key: string;
  readonly text: string;
  readonly command: string | null;
  /** When it was written, ISO 8601, UTC. */
  readonly at: string;
}

export const NO_ALERTS: AlertState = { open: [], closed: [], untold: [], digest_on: null };
const KEPT = 200;

/** The state after a pass that found these causes, with new messages for opened and resolved ones. @param now ISO 8601, UTC */
export function afterPass(state: AlertState, causes: readonly Cause[], now: string): AlertState {
  const found = new Map(causes.map((cause) => [cause.key, cause]));
  const known = new Map(state.open.map((alert) => [alert.key, alert]));
  const began = [...found.values()].filter(({ key }) => !known.has(key));
  const gone = state.open.filter(({ key }) => !found.has(key));
  const lasting = state.open.flatMap((alert) => {
    const cause = found.get(alert.key);
    return cause === undefined ? [] : [{ ...alert, ...cause }];
  });
  const opened = began.map((cause): OpenAlert => ({ ...cause, since: now, told_at: null }));
  // A cause that was resolved before its first message was delivered gets no message.
  const wasTold = ({ key }: OpenAlert) => !state.untold.some((one) => one.kind === 'opened' && one.key === key);
  const messages: Message[] = [
    ...began.map(({ key, what, command }): Message => ({ kind: 'opened', key, text: what, command, at: now })),
    ...gone.filter(wasTold).map(({ key, what, since }): Message => {
      return { kind: 'resolved', key, text: `Over: ${what} (since ${easternShown(since)})`, command: null, at: now };
    }),
  ];
  const stale = new Set(gone.filter((alert) => !wasTold(alert)).map(({ key }) => key));
  return {
    ...state,
    open: [...lasting, ...opened],
    closed: [...state.closed, ...gone.map((alert) => ({ ...alert, resolved_at: now }))].slice(-KEPT),
    untold: [...state.untold.filter((one) => one.kind !== 'opened' || !stale.has(one.key)), ...messages],
  };
}

/** The state after messages were delivered. */
export function afterTelling(state: AlertState, told: readonly Message[], now: string): AlertState {
  const opened = new Set(told.filter(({ kind }) => kind === 'opened').map(({ key }) => key));
  return {
    ...state,
    open: state.open.map((alert) => (opened.has(alert.key) ? { ...alert, told_at: now } : alert)),
    untold: state.untold.filter((message) => !told.includes(message)),
  };
}
