import type { Effects } from '../effects.js';
import { readAlerts } from './alerts/alert-file.js';
import type { Channels } from './alerts/send.js';
import { tell } from './alerts/tell.js';
import type { WatchState } from './watch-state.js';

const KEY = 'watch';

/** Reports a halted watch as a cause. The other causes stay open: the failed pass did not check them. */
export async function tellTrouble(
  db: string,
  { state, reason, what }: WatchState,
  channels: Channels,
  effects: Pick<Effects, 'now' | 'signal'>,
): Promise<void> {
  const { open } = readAlerts(db);
  if (state !== 'halted') return;
  const others = open.filter(({ key }) => key !== KEY);
  const text = `The watch is halted (${(reason ?? 'failing').replaceAll('_', ' ')}): ${what ?? ''}`;
  const causes = [...others, { key: KEY, what: text, command: 'nba-props watch --state' }];
  await tell(db, { causes, report: null }, channels, effects);
}
