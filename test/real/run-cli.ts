import { main } from '../../src/app/cli/main.js';
import { processEffects } from '../../src/effects.js';

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, as a user would type it; --db is added. */
export async function cli(db: string, ...argv: readonly string[]): Promise<CliResult> {
  const out: string[] = [];
  const err: string[] = [];
  const effects = {
    ...processEffects(),
    stdout: (text: string) => void out.push(text),
    stderr: (text: string) => void err.push(text),
  };
  const code = await main([...argv, '--db', db], effects);
  return { code, stdout: out.join(''), stderr: err.join('') };
}

/** The report a command prints with --json. */
export async function report<T>(
  db: string,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly data: T }> {
  const { code, stdout } = await cli(db, ...argv, '--json');
  return { code, data: JSON.parse(stdout) as T };
}
