import { type ChildProcess, execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { EXIT, isRequestCode, PlatformError } from '../../errors.js';
import { commandWords } from '../cli/spec/command-line.js';
import { CHECKED_DATES } from '../cli/spec/options.js';
import { ownCommandLine } from './command-line.js';
import type { CheckName } from './schema/api.js';
import { StoredAnswers } from './stored-answers.js';
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

/** How often a running check looks whether a writer waits. */
const LOOK_MS = 200;
/** Process priority (nice value) of checks that nobody waits for. */
const BACKGROUND = 10;

/**
 * Checks that take seconds run as processes of their own, one after another: they read the warehouse beside the
 * dashboard's short reads, and no view waits for them. They give way to a writer at once. Their answers are stored beside
 * the warehouse: one of an earlier state is shown until the check has run again.
 */
export class Checks {
  private last: Promise<unknown> = Promise.resolve();
  private readonly stored: StoredAnswers;
  /** Errors of checks that ran in the background while a stored answer was shown, until they have been reported. */
  private readonly failed = new Map<string, unknown>();
  private readonly running = new Set<ChildProcess>();
  /** The running check, if it was started in advance and nobody waits for it. */
  private unasked: { readonly key: string; readonly child: ChildProcess } | null = null;
  private closed = false;
  /** Whether a user has asked for a check; then no more are prepared in advance. */
  private asked = false;

  constructor(
    private readonly reader: WarehouseReader,
    version: string,
    private readonly commandLine: readonly string[] = ownCommandLine(),
  ) {
    this.stored = new StoredAnswers(reader.beside, `${version} ${statSync(import.meta.filename).mtimeMs}`);
  }

  /** Query values have passed their schema (season, date). Errors: those of the command. */
  async answer(name: CheckName, query: Readonly<Record<string, string>>): Promise<Answer> {
    const key = keyOf(name, query);
    this.asked = true;
    const failure = this.failed.get(key);
    if (failure !== undefined) {
      this.failed.delete(key);
      throw failure;
    }
    const known = this.reader.known(key) ?? this.stored.get(key);
    const signature = this.reader.signature();
    if (known === null) return this.made(name, query);
    if (known.signature === signature) return { ...known, busy: false };
    if (this.reader.writer() !== null) return { ...known, busy: true };
    this.made(name, query).catch((error: unknown) => {
      if (!isLocked(error)) this.failed.set(key, error);
    });
    return { ...known, busy: false, checking: true };
  }

  /** Runs those checks that have no answer of the warehouse as it is now, so that a first look at them finds one. */
  async prepare(names: readonly CheckName[], query: Readonly<Record<string, string>>): Promise<void> {
    for (const name of names) {
      if (this.closed || this.asked || this.reader.writer() !== null) return;
      if (this.stored.get(keyOf(name, query))?.signature === this.reader.signature()) continue;
      await this.made(name, query, BACKGROUND).catch(() => undefined);
    }
  }

  /** Ends what runs. */
  close(): void {
    this.closed = true;
    for (const child of this.running) child.kill();
  }

  private made(name: CheckName, query: Readonly<Record<string, string>>, niceness = 0): Promise<Answer> {
    const key = keyOf(name, query);
    // A user's request comes before checks prepared in advance.
    if (niceness === 0 && this.unasked !== null) {
      if (this.unasked.key === key) this.unasked = null;
      else this.unasked.child.kill();
    }
    return this.reader.cached(key, () => {
      const next = this.last.then(async () => {
        const signature = this.reader.signature();
        const body = await this.run(key, COMMANDS[name](query), niceness);
        this.stored.put(key, { signature, body, asOf: this.reader.time() });
        return body;
      });
      // The chain goes on after a failure; the failure itself goes to whoever asked.
      this.last = next.then(
        () => undefined,
        () => undefined,
      );
      return next;
    });
  }

  private run(key: string, args: readonly string[], niceness: number): Promise<string> {
    const [program = process.execPath, ...leading] = this.commandLine;
    const all = [...leading, ...args, '--json', '--quiet', '--db', this.reader.path];
    return new Promise((resolve, reject) => {
      const child = execFile(program, all, { maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        clearInterval(look);
        this.running.delete(child);
        if (this.unasked?.child === child) this.unasked = null;
        const code = error === null ? EXIT.ok : error.code;
        if (code === EXIT.ok || code === EXIT.findings) resolve(stdout.trim());
        // Killed by us: by the signal itself if no handler was installed yet, else it stops and exits with 143.
        else if (error?.signal === 'SIGTERM' || code === EXIT.terminated) reject(gaveWay(this.reader.path));
        else reject(failed(args, stdout, stderr));
      });
      const look = setInterval(() => {
        if (this.reader.writer() !== null) child.kill();
      }, LOOK_MS);
      this.running.add(child);
      if (niceness === 0) return;
      this.unasked = { key, child };
      if (child.pid !== undefined) lower(child.pid, niceness);
    });
  }
}

const keyOf = (name: CheckName, query: Readonly<Record<string, string>>): string =>
  [name, ...Object.values(query)].join(' ');

function lower(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // The process has ended already, or the system does not support priorities.
  }
}

const isLocked = (error: unknown): boolean => error instanceof PlatformError && error.code === 'WAREHOUSE_LOCKED';

const gaveWay = (path: string): PlatformError =>
  new PlatformError('WAREHOUSE_LOCKED', `The check gave way to a run that writes ${path}.`, WAITS);

const WAITS = 'This view loads by itself when that run ends.';

/** The command's own error, which --json prints as {"error": {code, what, todo}}. */
function failed(args: readonly string[], stdout: string, stderr: string): PlatformError {
  const told = errorIn(stdout);
  if (isRequestCode(told?.code)) return new PlatformError(told.code, told.what ?? '', told.todo ?? '');
  const said = told?.what ?? stderr.trim().split('\n').filter(Boolean).at(-1);
  const locked = told?.code === 'WAREHOUSE_LOCKED';
  return new PlatformError(
    locked ? 'WAREHOUSE_LOCKED' : 'ENGINE_FAILED',
    said ?? `nba-props ${args.join(' ')} failed without a message.`,
    locked ? WAITS : `Run "nba-props ${args.join(' ')}" in a terminal.`,
  );
}

function errorIn(stdout: string): Partial<Pick<PlatformError, 'code' | 'what' | 'todo'>> | undefined {
  try {
    return (JSON.parse(stdout) as { error?: PlatformError }).error;
  } catch {
    return undefined;
  }
}
