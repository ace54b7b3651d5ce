import { easternDateOf } from '../domain/dates.js';
import type { Warehouse } from '../engine/warehouse.js';
import { keepSlate } from '../features/serving/keep.js';
import type { Tonight } from '../tonight/report.js';
import { type DayStep, step } from './report.js';

/** Records tonight's vectors before the first tip-off. A slate that has begun is not recorded again. */
export async function serveTonight(
  warehouse: Warehouse,
  { date, games }: Tonight,
  run: { readonly runId: string; readonly now: Date },
): Promise<DayStep> {
  const now = run.now.toISOString();
  const begun = games.some(
    ({ state, tipoffAt }) =>
      ['in_play', 'played', 'part'].includes(state) ||
      (tipoffAt !== null && tipoffAt <= now && state !== 'postponed' && state !== 'cancelled'),
  );
  if (begun || date < easternDateOf(now))
    return step('serve', { did: ['its games have begun: nothing more is served'] });
  const { at, lines, isNew } = await keepSlate(warehouse, date, run);
  const vectors = `${lines.length} ${lines.length === 1 ? 'vector' : 'vectors'} of ${date}`;
  return step('serve', { did: [isNew ? `${vectors} served` : `${vectors}, as served at ${at}`] });
}
