import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../../src/app/cli/main.js';
import { type Effects, processEffects } from '../../../src/effects.js';

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A working directory of its own and a command line in it, in this process: what is printed is kept. */
export class Terminal {
  readonly cwd = mkdtempSync(join(tmpdir(), 'nba-props-cli-'));
  /** One thread: two files are tested side by side. */
  private readonly env: Record<string, string> = { NBA_PROPS_THREADS: '1' };

  /** With a copy of a prepared warehouse in it, where commands look for one. */
  static on(warehouse: string): Terminal {
    const terminal = new Terminal();
    copyFileSync(warehouse, terminal.path('nba.duckdb'));
    return terminal;
  }

  async run(...argv: readonly string[]): Promise<Printed> {
    return this.runWith({}, ...argv);
  }

  async runWith(effects: Partial<Effects>, ...argv: readonly string[]): Promise<Printed> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await main(argv, {
      ...processEffects(),
      stdout: (text) => void out.push(text),
      stderr: (text) => void err.push(text),
      cwd: () => this.cwd,
      env: (name) => this.env[name],
      stderrIsTerminal: false,
      stdoutIsTerminal: false,
      ...effects,
    });
    return { code, out: out.join(''), err: err.join('') };
  }

  /** The data of a command under --json; anything but the expected exit code is an error that shows what was printed. */
  async json<T>(code: number, ...argv: readonly string[]): Promise<T> {
    const printed = await this.run(...argv, '--json');
    if (printed.code !== code) throw new Error(`exit ${printed.code}, not ${code}:\n${printed.err}${printed.out}`);
    return JSON.parse(printed.out) as T;
  }

  set(name: string, value: string): void {
    this.env[name] = value;
  }

  path(...parts: readonly string[]): string {
    return join(this.cwd, ...parts);
  }

  close(): void {
    rmSync(this.cwd, { recursive: true, force: true });
  }
}
