import { readAlerts } from '../../../watch/alerts/alert-file.js';
import { isAlive, readWatch } from '../../../watch/watch-state.js';
import type { WatchAnswer } from '../schema/watch.js';

/** The answer of `nba-props watch --state`, with the open causes. @param beside path prefix of the files next to the warehouse */
export function readWatchState(beside: string): WatchAnswer {
  const state = readWatch(beside);
  const open = readAlerts(beside).open.map(({ key, what, command, since }) => ({ key, what, command, since }));
  return {
    state: state === null ? null : isAlive(state) ? state.state : 'stopped',
    reason: state?.reason ?? null,
    what: state?.what ?? null,
    next: state?.next?.at ?? null,
    open,
  };
}
