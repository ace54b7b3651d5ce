import type { LiveFault } from '../../../src/simulate/live/planned.js';

/** An alert as it was told. */
export interface SeenAlert {
  readonly key: string;
  readonly what: string;
  readonly since: string;
}

export interface Verdict {
  /** Alerts that tell of a planted fault, of all alerts. */
  readonly precision: number;
  /** Faults that somebody had to hear of and did by the next morning, of all of them. */
  readonly recall: number;
  readonly alerts: number;
  readonly faults: number;
  /** Alerts of nothing. */
  readonly wrong_alarms: readonly string[];
  /** Faults that nobody heard of in time. */
  readonly not_told: readonly string[];
}

const DAY_MS = 24 * 3_600_000;

/** Compares what was told with the key. @param now until when faults could be seen */
export function judge(faults: readonly LiveFault[], alerts: readonly SeenAlert[], now: string): Verdict {
  const due = faults.filter(({ expects, visible_at: at }) => expects === 'alert' && at <= now);
  const inTime = (fault: LiveFault, { since }: SeenAlert) =>
    since >= fault.visible_at && Date.parse(since) - Date.parse(fault.visible_at) <= DAY_MS;
  const notTold = due.filter((fault) => !alerts.some((alert) => tells(alert, fault) && inTime(fault, alert)));
  const wrong = alerts.filter((alert) => !due.some((fault) => tells(alert, fault)));
  const share = (n: number, of: number) => (of === 0 ? 1 : Math.round((1000 * n) / of) / 1000);
  return {
    precision: share(alerts.length - wrong.length, alerts.length),
    recall: share(due.length - notTold.length, due.length),
    alerts: alerts.length,
    faults: due.length,
    wrong_alarms: wrong.map(({ key, what, since }) => `${since} ${key}: ${what}`),
    not_told: notTold.map(({ kind, date, games, subject }) => `${date} ${kind} ${subject ?? games.join(', ')}`),
  };
}

/** Whether the cause of an alert is a fault: it is of the same sort, and of its name, file, book, game or date. */
function tells({ key }: SeenAlert, { kind, date, games, subject }: LiveFault): boolean {
  const [sort = '', ...rest] = key.split(':');
  const about = rest.join(':');
  const isHere = about === date || games.includes(about);
  switch (kind) {
    case 'renamed':
      return sort === 'name' && about === subject;
    case 'mad_book':
      return sort === 'book' && about.startsWith((subject ?? '').toLowerCase()) && about.endsWith(date);
    case 'broken_file':
      return sort === 'file' && about.includes(subject ?? '');
    case 'odds_out':
      return sort === 'odds' && isHere;
    case 'news_out':
      return sort === 'news' && isHere;
    case 'correction':
      return sort === 'conflict' && isHere;
    case 'late_game':
    case 'late_night':
      return sort === 'files' && isHere;
    case 'half_game':
      return isHere && (sort === 'part' || sort.includes('play_by_play'));
    case 'events_out':
      return isHere && (sort === 'part' || sort.includes('play_by_play'));
    case 'charts_out':
      return isHere && (sort === 'part' || sort.includes('shot_chart'));
    case 'logs_out':
      return isHere && (sort === 'part' || sort.includes('log'));
    default:
      return false;
  }
}
