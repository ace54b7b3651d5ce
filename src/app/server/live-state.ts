import type { Actions } from './actions.js';
import type { LiveRunView } from './live-run.js';
import type { LiveState } from './schema/runs.js';
import type { WarehouseReader } from './warehouse-reader.js';

const POLL_MS = 250;

/**
 * Watches what lies beside the warehouse (its version, the lock, the run file) while somebody listens, and tells each
 * listener the whole state, once at first and then at every change.
 */
export class LiveStateHub {
  private readonly listeners = new Set<(state: string) => void>();
  private timer: NodeJS.Timeout | null = null;
  private last = '';

  constructor(
    private readonly reader: WarehouseReader,
    private readonly runs: LiveRunView,
    private readonly actions: Actions,
  ) {}

  state(): LiveState {
    const owner = this.reader.writer();
    return {
      signature: this.reader.signature(),
      writer: owner === null ? null : { pid: owner.pid, host: owner.host, since: owner.since, doing: owner.doing },
      live: this.runs.current(),
      action: this.actions.state,
    };
  }

  /** Returns what ends the subscription. */
  subscribe(listener: (state: string) => void): () => void {
    this.listeners.add(listener);
    this.last = JSON.stringify(this.state());
    listener(this.last);
    this.timer ??= setInterval(() => this.look(), POLL_MS);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0 || this.timer === null) return;
      clearInterval(this.timer);
      this.timer = null;
    };
  }

  private look(): void {
    const state = JSON.stringify(this.state());
    if (state === this.last) return;
    this.last = state;
    for (const listener of this.listeners) listener(state);
  }
}
