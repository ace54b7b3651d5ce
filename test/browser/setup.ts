import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { chromiumPath } from './chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the simulated league: warehouse nba.duckdb and the league's answer key; null without a browser. */
    league: string | null;
  }
}

const root = resolve(import.meta.dirname, '..', '..');
/** The date whose play-by-play is withheld. */
const NO_PLAY_BY_PLAY = '2023-11-20';

/** Simulates a small league with a planted fault, ingests it and fills every table; builds the page. */
export default function setup({ provide }: TestProject): (() => void) | undefined {
  if (chromiumPath() === null) {
    console.log('Browser tests are skipped: no chromium on this machine (set CHROMIUM to its path).');
    provide('league', null);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-league-'));
  const db = join(folder, 'nba.duckdb');
  const run = (...args: string[]) =>
    execFileSync(process.execPath, ['--import', 'tsx', join(root, 'src/cli.ts'), ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  });
  run(
    'simulate',
    '--out',
    folder,
    '--teams',
    '8',
    '--games-per-team',
    '28',
    '--seed',
    '7',
    '--fault',
    `missing-pbp:${NO_PLAY_BY_PLAY}`,
    '--quiet',
  );
  run('ingest', join(folder, '2023-24'), '--db', db, '--quiet');
  try {
    run('backfill', 'all', '--db', db, '--quiet');
  } catch (error) {
    // Exit 1 tells the planted contamination; anything else is a failure of the set-up.
    if ((error as { status?: number }).status !== 1) throw error;
  }
  if (!existsSync(db)) throw new Error('The league was not made.');
  provide('league', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
