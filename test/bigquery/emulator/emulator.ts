import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HERE = import.meta.dirname;
const REQUIREMENTS = join(HERE, 'requirements.txt');

/** A server that speaks as BigQuery does, on this machine. */
export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Why the emulator cannot be had here; null if it can. */
export function whyNot(): string | null {
  if (process.env.NBA_PROPS_BQ_VENV !== undefined) return null;
  const found = spawnSync('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))']);
  return found.status === 0 ? null : 'The tests on a BigQuery emulator are skipped: there is no Python 3.11 with venv.';
}

/** A folder of Python's packages, made once per list of them. NBA_PROPS_BQ_VENV names one that is there already. */
function python(): string {
  const given = process.env.NBA_PROPS_BQ_VENV;
  if (given !== undefined) return join(given, 'bin', 'python');
  const folder = join(HERE, 'venv');
  const list = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const mark = join(folder, 'installed');
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== list) {
    rmSync(folder, { recursive: true, force: true });
    execFileSync('python3', ['-m', 'venv', folder]);
    execFileSync(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS]);
    writeFileSync(mark, list);
  }
  return join(folder, 'bin', 'python');
}

/** Starts it. @param folder where it keeps what it is told; without one that is gone with it */
export async function startEmulator(folder?: string): Promise<Emulator> {
  const [rest, grpc] = [await freePort(), await freePort()];
  const kept = folder === undefined ? [] : ['--persistent', '--data-dir', folder];
  const words = [
    'start',
    '--rest-port',
    String(rest),
    '--grpc-port',
    String(grpc),
    '--project',
    'test',
    '--log-level',
    'error',
  ];
  const cwd = mkdtempSync(join(tmpdir(), 'emulator-'));
  const child = spawn(python(), [join(HERE, 'run.py'), ...words, ...kept], { cwd, stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${rest}`;
  const stop = async () => {
    await ended(child);
    rmSync(cwd, { recursive: true, force: true });
  };
  for (let waited = 0; waited < 120; waited++) {
    const answer = await fetch(`${endpoint}/bigquery/v2/projects/test/datasets`).catch(() => null);
    if (answer?.ok === true) return { endpoint, stop };
    if (child.exitCode !== null) break;
    await sleep(250);
  }
  await stop();
  throw new Error('The emulator did not start.');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
