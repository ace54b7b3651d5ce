import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPages, makeLeague } from '../../scripts/dashboard/make-league.js';
import { chromiumPath } from './chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the simulated league: warehouse nba.duckdb and the league's answer key; null without a browser. */
    league: string | null;
  }
}

/** Simulates a small league whose play-by-play of one date is withheld, and fills every table; builds the page. */
export default function setup({ provide }: TestProject): (() => void) | undefined {
  if (chromiumPath() === null) {
    console.log('Browser tests are skipped: no chromium on this machine (set CHROMIUM to its path).');
    provide('league', null);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-league-'));
  buildPages();
  makeLeague(folder, {
    teams: 8,
    gamesPerTeam: 28,
    faults: ['missing-pbp:2023-11-20', 'missing-shot-chart:2023-11-20'],
  });
  provide('league', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
