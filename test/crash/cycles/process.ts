import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const BIN = resolve(import.meta.dirname, '../../../bin/nba-props.js');
const DIE_HERE = resolve(import.meta.dirname, 'die-here.mjs');
/** A command on the small league takes a few seconds; one that takes this long hangs. */
const LONGEST_MS = 180_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
  /** It did not end by itself. */
  readonly hung: boolean;
}

export interface Started {
  readonly child: ChildProcess;
  readonly end: Promise<Ended>;
}

type Variables = Readonly<Record<string, string>>;

export interface StartOptions {
  /** As the leader of its own process group. */
  readonly group?: boolean;
  /** It goes on until it is ended. */
  readonly serves?: boolean;
}

/** Starts a command as a user does, with the points of die-here.mjs. */
export function start(
  args: readonly string[],
  variables: Variables = {},
  { group = false, serves = false }: StartOptions = {},
): Started {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', DIE_HERE, BIN, ...args], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: group,
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    text.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    text.stderr += String(chunk);
  });
  let hung = false;
  const kill = () => {
    hung = true;
    child.kill('SIGKILL');
  };
  const late = serves ? undefined : setTimeout(kill, LONGEST_MS);
  const end = new Promise<Ended>((done) =>
    child.on('close', (code, signal) => {
      clearTimeout(late);
      done({ code, signal, ...text, ms: performance.now() - began, hung });
    }),
  );
  return { child, end };
}

/** Runs a command undisturbed. Throws unless it ends with one of the codes. */
export async function runToEnd(args: readonly string[], variables: Variables = {}, codes = [0, 1]): Promise<Ended> {
  const ended = await start(args, variables).end;
  if (ended.code === null || !codes.includes(ended.code))
    throw new Error(`${args.join(' ')} ended with ${ended.code}: ${ended.stderr}${ended.stdout}`);
  return ended;
}
