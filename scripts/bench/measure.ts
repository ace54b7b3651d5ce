import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const BIN = resolve(import.meta.dirname, '../../bin/nba-props.js');
export const ROOT = resolve(import.meta.dirname, '../..');

export interface Measured {
  readonly seconds: number;
  /** Peak resident memory in MB. */
  readonly peakMb: number;
  readonly code: number;
  readonly stdout: string;
}

/** Runs a command to its end and measures the whole process: wall time from spawn to exit, and peak memory. */
export async function measure(command: string, args: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const child = spawn(command, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let peakKb = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) || peakKb);
    } catch {
      // The process has ended: what was seen last is the peak.
    }
  };
  const timer = setInterval(look, 20);
  const chunks: string[] = [];
  const errors: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const code = await new Promise<number>((done) => child.on('close', (exit) => done(exit ?? -1)));
  clearInterval(timer);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0 && code !== 1) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${errors.join('')}`);
  return { seconds, peakMb: peakKb / 1024, code, stdout: chunks.join('') };
}

/** A command of ours, as a user starts it. */
export const cli = (...args: string[]) => measure(process.execPath, [BIN, ...args]);

/** A TypeScript script of this folder, as a process of its own. */
export const script = (name: string, ...args: string[]) =>
  measure(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, name), ...args]);

/** The fastest of several runs: what the machine can do when nothing else disturbs. */
export async function best(times: number, run: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let i = 0; i < times; i++) all.push(await run());
  return all.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}
