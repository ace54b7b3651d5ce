import type { Effects } from '../../../effects.js';
import { StatusLine } from './status-line.js';

/** Shows on a terminal which date of a simulated season is played; elsewhere a line a month. `--quiet` shows nothing. */
export function dateProgress(
  effects: Effects,
  quiet: boolean,
): { onDate(season: string, date: string): void; end(): void } {
  const status = new StatusLine(effects);
  let dates = 0;
  let month = '';
  return {
    onDate(season, date) {
      if (quiet) return;
      dates += 1;
      status.show(() => `Playing ${season}: ${date}, ${dates} dates`);
      if (effects.stderrIsTerminal || date.slice(0, 7) === month) return;
      if (month !== '') status.line(`${season}: played to ${date}`);
      month = date.slice(0, 7);
    },
    end: () => status.end(),
  };
}
