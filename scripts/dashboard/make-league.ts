import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..', '..');
/** By its address: Node would look for the bare name from the folder of the league. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface LeagueOptions {
  readonly teams: number;
  readonly gamesPerTeam: number;
  /** As --fault takes them. */
  readonly faults: readonly string[];
}

/**
 * Simulates a season with planted faults into a folder, ingests it and fills every table, through the command line.
 * Returns the warehouse; the answer key lies beside it.
 */
export function makeLeague(folder: string, { teams, gamesPerTeam, faults }: LeagueOptions): string {
  const planted = faults.flatMap((fault) => ['--fault', fault]);
  const size = ['--teams', String(teams), '--games-per-team', String(gamesPerTeam)];
  nbaProps(folder, ['simulate', '--out', '.', ...size, '--seed', '7', ...planted]);
  nbaProps(folder, ['ingest', '2023-24']);
  // Exit 1 tells the planted contamination.
  nbaProps(folder, ['backfill', 'all'], [0, 1]);
  return join(folder, 'nba.duckdb');
}

export function buildPages(): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', 'web', '--logLevel', 'error'], { cwd: root, stdio: 'inherit' });
}

/** In the folder, so that no path of this machine stands in the history of runs. */
function nbaProps(folder: string, args: readonly string[], allowed: readonly number[] = [0]): void {
  const all = ['--import', TSX, join(root, 'src/cli.ts'), ...args, '--quiet'];
  try {
    execFileSync(process.execPath, all, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    const { status } = error as { status?: number | null };
    if (typeof status !== 'number' || !allowed.includes(status)) throw error;
  }
}
