import type { Cause, DayReport } from '../../day/report.js';
import type { Effects } from '../../effects.js';
import { readAlerts, writeAlerts } from './alert-file.js';
import { type AlertState, afterPass, afterTelling, type Message } from './alerts.js';
import { withDigest } from './digest.js';
import { type Channels, hasChannel, send } from './send.js';

export interface Told {
  readonly state: AlertState;
  readonly told: readonly Message[];
  /** Why messages could not be delivered; they are tried again by the next pass. */
  readonly failed: readonly string[];
}

/** A message that could not be delivered is kept for so many days. */
const KEPT_MS = 3 * 86_400_000;

/**
 * Saves the causes of a pass in the alert file, then sends the messages. If it is killed in between, the next pass sends them: a message
 * may be sent twice, none is lost. @param report NULL if the pass failed
 */
export async function tell(
  db: string,
  { causes, report }: { readonly causes: readonly Cause[]; readonly report: DayReport | null },
  channels: Channels,
  effects: Pick<Effects, 'now' | 'signal'>,
): Promise<Told> {
  const now = effects.now().toISOString();
  const found = afterPass(readAlerts(db), causes, now);
  let state = report === null ? found : withDigest(found, report, now);
  const oldest = new Date(effects.now().getTime() - KEPT_MS).toISOString();
  state = { ...state, untold: state.untold.filter(({ at }) => at >= oldest) };
  if (!hasChannel(channels)) state = { ...state, untold: [] };
  writeAlerts(db, state);
  const told: Message[] = [];
  const failed = new Set<string>();
  for (const message of state.untold) {
    const wrong = await send(message, channels, effects.signal);
    if (wrong !== null) {
      failed.add(wrong);
      // A failing channel is tried once per pass.
      break;
    }
    told.push(message);
    state = afterTelling(state, [message], now);
    writeAlerts(db, state);
  }
  return { state, told, failed: [...failed] };
}

/** The causes of a day, each once. */
export function causesOf({ steps }: Pick<DayReport, 'steps'>): Cause[] {
  return [...new Map(steps.flatMap((step) => step.causes).map((cause) => [cause.key, cause])).values()];
}
