import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** What a file of JSON holds; NULL where it is not there or a crash has cut it off. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

/** Writes the file whole or not at all. */
export function writeJson(path: string, value: unknown): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, `${JSON.stringify(value, null, 1)}\n`);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
