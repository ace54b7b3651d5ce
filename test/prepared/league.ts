import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/app/cli/main.js';
import { type Effects, processEffects } from '../../src/effects.js';
import { type SimulateReport, simulate } from '../../src/simulate/simulate.js';
import { leagueAt, type SimulatedLeague } from '../simulate/answer-key.js';
import { once } from './once.js';

/** A league that tests share instead of making their own: big enough for every window to have games. */
export const SHARED = { seed: 'faults', teams: 6, gamesPerTeam: 12 } as const;

export interface PreparedLeague {
  /** The simulated files; only to be read. */
  readonly league: SimulatedLeague;
  /** The warehouse after `ingest`. */
  readonly ingested: string;
  /** The warehouse after `backfill all`. */
  readonly complete: string;
}

/** The shared league and its warehouse, made by the commands a user would give. Copy a warehouse before opening it. */
export async function preparedLeague(): Promise<PreparedLeague> {
  const name = `${SHARED.seed}-${SHARED.teams}x${SHARED.gamesPerTeam}`;
  const folder = await once(name, async (made) => {
    const files = join(made, 'league');
    const report = await simulate({ seasons: 1, ...SHARED, out: files });
    writeFileSync(join(made, 'report.json'), JSON.stringify(report));
    await command(made, 'ingest', `league/${report.seasons[0]?.season}`);
    copyFileSync(join(made, 'nba.duckdb'), join(made, 'ingested.duckdb'));
    await command(made, 'backfill', 'all');
  });
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as SimulateReport;
  return {
    league: leagueAt(join(folder, 'league'), report, () => undefined),
    ingested: join(folder, 'ingested.duckdb'),
    complete: join(folder, 'nba.duckdb'),
  };
}

/** Runs a command in a folder, which must succeed. */
export async function command(cwd: string, ...argv: readonly string[]): Promise<void> {
  const printed: string[] = [];
  const say = (text: string) => void printed.push(text);
  const effects: Effects = { ...processEffects(), stdout: say, stderr: say, cwd: () => cwd, env: () => undefined };
  const code = await main(argv, effects);
  if (code !== 0) throw new Error(`nba-props ${argv.join(' ')} ended with ${code}:\n${printed.join('')}`);
}
