import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seasonLabel } from '../../domain/seasons.js';
import type { Rng } from '../rng.js';
import type { BookedDay } from './day-book.js';
import { type Delivery, writeDeliveries } from './deliver.js';
import { type LiveFault, planFaults } from './planned.js';

/** Deliveries and faults of a live season: its answer key. */
export interface LiveKey {
  readonly season: string;
  readonly deliveries: readonly Delivery[];
  readonly faults: readonly LiveFault[];
  /** Dates on which players were traded, before their games. */
  readonly trades: readonly string[];
}

/** Plans the faults of a season that was played, writes its deliveries, and the key. */
export function writeLive(out: string, year: number, days: readonly BookedDay[], rng: Rng): LiveKey {
  const season = seasonLabel(year);
  const planned = planFaults(days, rng);
  const deliveries = writeDeliveries({ out, season, year, days, faults: planned });
  const key: LiveKey = {
    season,
    deliveries,
    faults: answeredOnce(planned.filter(isPlanted)),
    trades: days.flatMap(({ date, trades }, i) => (trades > (days[i - 1]?.trades ?? 0) ? [date] : [])),
  };
  const path = join(out, 'answer_key', season, 'live.json');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(key, null, 1)}\n`);
  return key;
}

/** An alias is added once: when the same unknown name is quoted again, no alert is expected and nobody has to act. */
export function answeredOnce(faults: readonly LiveFault[]): LiveFault[] {
  const answered = new Set<string>();
  return faults.map((fault) => {
    const { kind, subject } = fault;
    if (kind !== 'renamed' || subject === null) return fault;
    if (answered.has(subject)) return { ...fault, expects: 'nothing', needs: 'nobody' };
    answered.add(subject);
    return fault;
  });
}

/** A fault that found nothing to change was not planted. */
const isPlanted = ({ kind, subject }: LiveFault) =>
  !['renamed', 'mad_book', 'broken_file'].includes(kind) || subject !== null;
