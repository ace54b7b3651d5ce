import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Seal } from '../engine.js';
import { logOf } from './log.js';

/**
 * The seal of a file holds its size and time of change: any other writer, a copy, and a process that died while it wrote
 * make them differ.
 */
export const sealAt = (db: string): Seal => ({
  state: () => sealOf(db),
  holds: () => isSealed(db),
  set: (state) => seal(db, state),
  break: () => breakSeal(db),
});

interface SealedState {
  readonly file: FileState;
  /** The engine's log beside the file, if it keeps one: notes of runs that made nothing. */
  readonly log: FileState | null;
}

interface FileState {
  readonly size: string;
  /** Nanoseconds. */
  readonly changed: string;
}

const sealFile = (db: string): string => `${db}.seal`;
const draftOf = (db: string): string => `${sealFile(db)}.new`;

function sealOf(db: string): string | null {
  const file = stateOf(db);
  if (file === null) return null;
  const state: SealedState = { file, log: stateOf(logOf(db)) };
  return JSON.stringify(state);
}

function stateOf(path: string): FileState | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : { size: String(found.size), changed: String(found.mtimeNs) };
}

/** Whether the file is as the platform left it; true for one that is not there yet. */
function isSealed(db: string): boolean {
  if (!existsSync(db)) return true;
  return existsSync(sealFile(db)) && readFileSync(sealFile(db), 'utf8') === sealOf(db);
}

function seal(db: string, state = sealOf(db)): void {
  if (state === null) {
    breakSeal(db);
    return;
  }
  try {
    writeFileSync(draftOf(db), state);
    renameSync(draftOf(db), sealFile(db));
  } catch {
    // A full disk, say. Without a seal the rows are hashed, which is only slower; what went wrong before is worth telling.
    breakSeal(db);
  }
}

/** Removes what a killed process left of a seal, too. */
function breakSeal(db: string): void {
  rmSync(draftOf(db), { force: true });
  rmSync(sealFile(db), { force: true });
}
