import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleType,
  type IBackoff,
  type IRetryBackoffContext,
  retry,
} from 'cockatiel';
import PQueue from 'p-queue';
import { type Answer, type Call, fetchOnce, Passing } from './fetch-once.js';

/** How politely a host is asked. */
export interface Manners {
  /** Requests at once. */
  readonly atOnce: number;
  /** Milliseconds between the beginnings of two requests. */
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Tries of one file before it counts as failed. */
  readonly tries: number;
  /** The wait after a first failure; it doubles, at random by some more or less. */
  readonly firstWaitMs: number;
  /** Longest wait, also if a host asks for a longer one. */
  readonly longestWaitMs: number;
  /** So many failures in a row, and nothing more is asked of the host. */
  readonly failuresInARow: number;
}

/** Too many requests failed one after the other: the host is not asked any more in this run. */
export class HostDown extends Error {}

/** Requests to one host: paced, tried again with growing waits, given up when the host fails all the time. */
export class HostClient {
  private readonly queue: PQueue;
  private readonly breaker;
  private readonly retry;

  constructor(private readonly manners: Manners) {
    const { atOnce, everyMs, tries, failuresInARow } = manners;
    this.queue = new PQueue({ concurrency: atOnce, interval: everyMs, intervalCap: 1 });
    const passing = handleType(Passing);
    this.breaker = circuitBreaker(passing, {
      // For the whole run: the next one tries anew.
      halfOpenAfter: 24 * 3_600_000,
      breaker: new ConsecutiveBreaker(failuresInARow),
    });
    this.retry = retry(passing, { maxAttempts: tries - 1, backoff: this.backoff() });
  }

  /** Errors: Passing after all tries, Refused, HostDown, the signal's own. */
  async get(call: Omit<Call, 'timeoutMs'>): Promise<Answer> {
    const { signal } = call;
    try {
      const once = () => fetchOnce({ ...call, timeoutMs: this.manners.timeoutMs });
      // The circuit is asked when the turn of a request comes, not when it begins to wait for it.
      return await this.retry.execute(() => this.queue.add(() => this.breaker.execute(once), { signal }), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof BrokenCircuitError) throw new HostDown('the host failed too often in a row');
      throw error;
    }
  }

  /** Grows with random parts, but never below what the server asked for, up to the longest wait. */
  private backoff() {
    const { firstWaitMs, longestWaitMs } = this.manners;
    const growing = new ExponentialBackoff({ initialDelay: firstWaitMs, maxDelay: longestWaitMs });
    return new DelegateBackoff<IRetryBackoffContext<unknown>, IBackoff<IRetryBackoffContext<unknown>>>(
      (context, last) => {
        const state = (last ?? growing).next(context);
        const { result } = context;
        const asked = 'error' in result && result.error instanceof Passing ? result.error.waitMs : 0;
        return { delay: Math.min(longestWaitMs, Math.max(asked, state.duration)), state };
      },
    );
  }
}
