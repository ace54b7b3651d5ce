import type { Value } from '../../../engine/warehouse.js';
import type { Paint } from './table.js';

/**
 * A run's or job's status as shown. Whoever can read the file has no writer beside it, so one that still says it is
 * running was killed.
 */
export function runStatus(status: Value | undefined, paint: Paint): string {
  if (status === 'complete') return paint.good('complete');
  if (status === 'failed') return paint.bad('failed');
  return paint.warn(status === 'running' ? 'killed' : String(status));
}
