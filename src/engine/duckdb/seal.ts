import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * A seal says that nobody but the platform has written to a warehouse file since its rows were known to be those of the
 * ledger. It is broken by any other writer, by a copy, and by a process that died while it wrote: the file's size or time
 * of change then differs. What is sealed need not be hashed row by row to be believed.
 */
interface Seal {
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

/** The state of the file and its log as a seal holds it; null where there is no file. */
export function sealOf(db: string): string | null {
  const file = stateOf(db);
  if (file === null) return null;
  const state: Seal = { file, log: stateOf(`${db}.wal`) };
  return JSON.stringify(state);
}

function stateOf(path: string): FileState | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : { size: String(found.size), changed: String(found.mtimeNs) };
}

/** Whether the file is as the platform left it; true for one that is not there yet. */
export function isSealed(db: string): boolean {
  if (!existsSync(db)) return true;
  return existsSync(sealFile(db)) && readFileSync(sealFile(db), 'utf8') === sealOf(db);
}

/** Seals a closed file whose rows are those of the ledger, in the state in which that was found. */
export function seal(db: string, state = sealOf(db)): void {
  if (state === null) {
    breakSeal(db);
    return;
  }
  writeFileSync(`${sealFile(db)}.new`, state);
  renameSync(`${sealFile(db)}.new`, sealFile(db));
}

/** To be called when rows are found that the ledger does not know. */
export function breakSeal(db: string): void {
  rmSync(sealFile(db), { force: true });
}
