import { readAlerts } from '../../../watch/alerts/alert-file.js';
import { isAlive, readWatch } from '../../../watch/watch-state.js';
import type { ReadContext } from '../read-context.js';
import type { WatchAnswer } from '../schema/watch.js';

/** As `nba-props watch --state`, with the causes that are open: from the files beside the warehouse. */
export async function readWatchState({ db }: ReadContext): Promise<WatchAnswer> {
  if (db === undefined) return { state: null, reason: null, what: null, next: null, open: [] };
  const state = readWatch(db);
  const open = readAlerts(db).open.map(({ key, what, command, since }) => ({ key, what, command, since }));
  return {
    state: state === null ? null : isAlive(state) ? state.state : 'stopped',
    reason: state?.reason ?? null,
    what: state?.what ?? null,
    next: state?.next?.at ?? null,
    open,
  };
}
