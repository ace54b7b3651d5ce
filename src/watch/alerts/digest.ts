import type { DayReport } from '../../day/report.js';
import { easternDateOf, easternShown, easternToUtc } from '../../domain/dates.js';
import type { AlertState, Message } from './alerts.js';

/** The first pass after this hour (Eastern) sends the digest. */
const MORNING = '09:00';

/** Adds the daily digest: last night, tonight, open causes, causes resolved since the last digest. */
export function withDigest(state: AlertState, report: DayReport, now: string): AlertState {
  const today = easternDateOf(now);
  if (state.digest_on === today || now < easternToUtc(today, MORNING)) return state;
  return { ...state, digest_on: today, untold: [...state.untold, digest(state, report, now)] };
}

function digest(state: AlertState, report: DayReport, now: string): Message {
  const today = easternDateOf(now);
  const since = state.digest_on === null ? null : easternToUtc(state.digest_on, MORNING);
  const gone = state.closed.filter(({ resolved_at: at }) => since === null || at >= since);
  const did = (name: string) => report.steps.find((step) => step.step === name)?.did ?? [];
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${title}:`, ...items.map((item) => `- ${item}`)];
  const lines = [
    `${today}: ${state.open.length === 0 ? 'nothing is wrong' : `${state.open.length} open`}`,
    ...did('settle'),
    ...did('report').map((text) => (report.tonight === null ? text : `tonight: ${text}`)),
    ...list(
      'open',
      state.open.map(({ what, since: from, command }) => `${what} Since ${easternShown(from)}. See: ${command}`),
    ),
    ...list(
      'over since the last digest',
      gone.map(({ what }) => what),
    ),
  ];
  return { kind: 'digest', key: `digest:${today}`, text: lines.join('\n'), command: 'nba-props tonight', at: now };
}
