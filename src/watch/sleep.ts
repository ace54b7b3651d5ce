import type { Effects } from '../effects.js';

/** The clock is checked this often, so that a machine that was suspended continues at once. */
const STEP_MS = 20_000;

/** Waits until an instant; false if it was stopped before. */
export async function sleepUntil(at: string, { now, signal }: Pick<Effects, 'now' | 'signal'>): Promise<boolean> {
  while (!signal.aborted) {
    const left = Date.parse(at) - now().getTime();
    if (left <= 0) return true;
    await new Promise<void>((done) => {
      const timer = setTimeout(end, Math.min(left, STEP_MS));
      function end() {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        done();
      }
      signal.addEventListener('abort', end, { once: true });
    });
  }
  return false;
}
