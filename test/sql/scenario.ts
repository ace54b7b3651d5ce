import { simulate } from '../../src/simulate/simulate.js';
import { Terminal } from '../app/cli/terminal.js';

/** Every command of the platform once, on a small league with faults. */
export async function runEverything(): Promise<void> {
  const terminal = new Terminal();
  try {
    const league = await simulate({
      seasons: 1,
      seed: 'sql',
      out: terminal.path('league'),
      teams: 4,
      gamesPerTeam: 12,
      bigDataBall: true,
    });
    const season = league.seasons[0]!.season;
    const run = async (...argv: string[]) => {
      const printed = await terminal.run(...argv, '--quiet');
      if (printed.code > 1) throw new Error(`${argv.join(' ')} ended with ${printed.code}: ${printed.err}`);
      return printed;
    };
    await run('ingest', terminal.path('league', season));
    await run('plan');
    await run('status');
    await run('backfill', '--season', season);
    for (const mode of ['strict', 'force']) await run('backfill', '--mode', mode, '--no-resume');
    for (const what of ['contamination', 'coverage', 'reconcile', 'contracts']) await run('validate', what);
    await run('gaps', '--check-contamination');
    await run('verify');
    await run('heal');
    await run('audit', 'leakage', '--season', season, '--sample', '1');
    await run('runs');
    await run('failures');
    await run('checkpoint', 'list');
    await run('features', 'export', '--out', 'x.parquet');
  } finally {
    terminal.close();
  }
}
