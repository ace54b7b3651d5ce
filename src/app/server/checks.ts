import { execFile } from 'node:child_process';
import { EXIT, isRequestCode, PlatformError } from '../../errors.js';
import { commandWords } from '../cli/spec/command-line.js';
import { CHECKED_DATES } from '../cli/spec/options.js';
import { ownCommandLine } from './command-line.js';
import type { CheckName } from './schema/api.js';
import type { Answer, WarehouseReader } from './warehouse-reader.js';

const MAX_OUTPUT = 256 * 1024 * 1024;

/** The command line whose --json is the answer. */
const COMMANDS: Readonly<Record<CheckName, (query: Readonly<Record<string, string>>) => readonly string[]>> = {
  contamination: (query) => commandWords('validate', ['contamination'], CHECKED_DATES, query),
  completeness: (query) => commandWords('validate', ['coverage'], CHECKED_DATES, query),
  reconcile: (query) => commandWords('validate', ['reconcile'], CHECKED_DATES, query),
  contracts: (query) => commandWords('validate', ['contracts'], CHECKED_DATES, query),
  leakage: (query) => commandWords('audit', ['leakage'], CHECKED_DATES, query),
};

/**
 * Checks that take seconds run as processes of their own, one after another: they read the warehouse beside the
 * dashboard's short reads, and no view waits for them. Their answers are kept per file version.
 */
export class Checks {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly reader: WarehouseReader,
    private readonly commandLine: readonly string[] = ownCommandLine(),
  ) {}

  /** Query values have passed their schema (season, date). Errors: those of the command. */
  answer(name: CheckName, query: Readonly<Record<string, string>>): Promise<Answer> {
    return this.reader.cached(`${name} ${JSON.stringify(query)}`, () => {
      const next = this.last.then(() => this.run(COMMANDS[name](query)));
      // The chain goes on after a failure; the failure itself goes to whoever asked.
      this.last = next.then(
        () => undefined,
        () => undefined,
      );
      return next;
    });
  }

  private run(args: readonly string[]): Promise<string> {
    const [program = process.execPath, ...leading] = this.commandLine;
    const all = [...leading, ...args, '--json', '--quiet', '--db', this.reader.path];
    return new Promise((resolve, reject) => {
      execFile(program, all, { maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        const code = error === null ? EXIT.ok : error.code;
        if (code === EXIT.ok || code === EXIT.findings) resolve(stdout.trim());
        else reject(failed(args, stdout, stderr));
      });
    });
  }
}

/** The command's own error, which --json prints as {"error": {code, what, todo}}. */
function failed(args: readonly string[], stdout: string, stderr: string): PlatformError {
  const told = errorIn(stdout);
  if (isRequestCode(told?.code)) return new PlatformError(told.code, told.what ?? '', told.todo ?? '');
  const said = told?.what ?? stderr.trim().split('\n').filter(Boolean).at(-1);
  const locked = told?.code === 'WAREHOUSE_LOCKED';
  return new PlatformError(
    locked ? 'WAREHOUSE_LOCKED' : 'ENGINE_FAILED',
    said ?? `nba-props ${args.join(' ')} failed without a message.`,
    locked ? 'This view loads by itself when that run ends.' : `Run "nba-props ${args.join(' ')}" in a terminal.`,
  );
}

function errorIn(stdout: string): Partial<Pick<PlatformError, 'code' | 'what' | 'todo'>> | undefined {
  try {
    return (JSON.parse(stdout) as { error?: PlatformError }).error;
  } catch {
    return undefined;
  }
}
