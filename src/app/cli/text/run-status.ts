import type { Value } from '../../../engine/warehouse.js';
import type { Paint } from './paint.js';

/**
 * A run's or job's status as shown. The file can be read only while no process writes it, so a run that is still marked
 * as running was killed.
 */
export function runStatus(status: Value | undefined, paint: Paint): string {
  if (status === 'complete') return paint.good('complete');
  if (status === 'failed') return paint.bad('failed');
  return paint.warn(status === 'running' ? 'killed' : String(status));
}
