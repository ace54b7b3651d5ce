import type { Manners } from './host-client.js';
import type { Host } from './source.js';

/** How each host is asked. */
export interface HostFacts {
  readonly headers: Readonly<Record<string, string>>;
  /** Environment variable that holds the key; sent as `apiKey`, never written down. */
  readonly keyFrom?: string;
  readonly manners: Manners;
}

const COMMON = { timeoutMs: 30_000, tries: 4, firstWaitMs: 1_000, longestWaitMs: 60_000, failuresInARow: 8 };

/** stats.nba.com does not answer a client that names no browser and no page of nba.com. */
const BROWSER = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  Accept: 'application/json, text/plain, */*',
  'Accept-Language': 'en-US,en;q=0.9',
  Referer: 'https://www.nba.com/',
  Origin: 'https://www.nba.com',
};

export const HOST_FACTS: Readonly<Record<Host, HostFacts>> = {
  cdn: { headers: BROWSER, manners: { ...COMMON, atOnce: 4, everyMs: 250 } },
  stats: { headers: BROWSER, manners: { ...COMMON, atOnce: 1, everyMs: 1_500 } },
  odds: {
    headers: { Accept: 'application/json' },
    keyFrom: 'ODDS_API_KEY',
    manners: { ...COMMON, atOnce: 2, everyMs: 250 },
  },
};
