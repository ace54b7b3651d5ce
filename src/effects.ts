/**
 * Everything a command may touch besides the warehouse. Tests swap these instead of mocking modules.
 * The clock is only for bookkeeping (made_at, run times): no value in a table may depend on it.
 */
export interface Effects {
  stdout(text: string): void;
  stderr(text: string): void;
  now(): Date;
  cwd(): string;
  env(name: string): string | undefined;
  /** Whether stderr is a terminal (progress bars) and stdout is one (colour). */
  readonly stderrIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  /** How wide the terminal is, where that is known. */
  readonly columns?: number | undefined;
  /** Aborted on SIGINT/SIGTERM: long work finishes or rolls back its batch, then stops. */
  readonly signal: AbortSignal;
}

export function processEffects(signal: AbortSignal = new AbortController().signal): Effects {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    now: () => new Date(),
    cwd: () => process.cwd(),
    env: (name) => process.env[name],
    stderrIsTerminal: process.stderr.isTTY === true,
    stdoutIsTerminal: process.stdout.isTTY === true,
    // Read each time: the window may be resized.
    get columns() {
      return process.stdout.columns ?? process.stderr.columns;
    },
    signal,
  };
}
