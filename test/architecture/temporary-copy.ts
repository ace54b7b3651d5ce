import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A copy of the sources and tests in a folder of its own, to be changed and run without touching the checkout. */
export class TemporaryCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'nba-props-copy-'));

  constructor() {
    for (const name of ['src', 'test', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
      cpSync(join(ROOT, name), join(this.root, name), {
        recursive: true,
        filter: (path) => basename(path) !== 'node_modules',
      });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'));
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  /** Changes a file by text that must be in it exactly once. */
  edit(path: string, from: string, to: string): void {
    const before = readFileSync(join(this.root, path), 'utf8');
    if (before.split(from).length !== 2) throw new Error(`${path} does not hold ${JSON.stringify(from)} exactly once`);
    this.write(
      path,
      before.replace(from, () => to),
    );
  }

  /** Files of src that differ from the checkout's, sorted. */
  changed(): string[] {
    const filesOf = (root: string) =>
      readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    const before = new Set(filesOf(ROOT));
    return filesOf(this.root)
      .filter(
        (path) => !before.has(path) || !readFileSync(join(this.root, path)).equals(readFileSync(join(ROOT, path))),
      )
      .sort();
  }

  /** Runs a TypeScript module of the copy in a process of its own; what it prints is its answer, as JSON. */
  run(path: string, ...args: readonly string[]): unknown {
    const output = execFileSync(process.execPath, ['--import', 'tsx', path, ...args], {
      cwd: this.root,
      encoding: 'utf8',
    });
    return JSON.parse(output);
  }

  /** Checks the types of the copy's sources; what the compiler says is in the error. */
  checkTypes(): void {
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = [compiler, '--noEmit', '-p', 'tsconfig.build.json'];
    execFileSync(process.execPath, args, { cwd: this.root, encoding: 'utf8' });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
