import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const BIN = resolve(import.meta.dirname, '../../bin/nba-props.js');
export const ROOT = resolve(import.meta.dirname, '../..');

export interface Measured {
  readonly seconds: number;
  /** Seconds of processor time of all threads; less affected by other work on the machine than wall time. */
  readonly cpu: number;
  /** Peak resident memory in MB. */
  readonly peakMb: number;
  /** Pages of 4 kB that the process touched for the first time. */
  readonly pages: number;
  readonly code: number;
  readonly stdout: string;
}

/** Clock ticks per second in /proc/PID/stat. */
const TICKS = 100;

/** Runs a command to its end and measures the whole process: wall time from spawn to exit, and peak memory. */
export async function measure(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const started = performance.now();
  const child = spawn(command, [...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let peakKb = 0;
  let pages = 0;
  let cpu = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) || peakKb);
      // minflt, the tenth field, and utime and stime, the 14th and 15th; the second, a name in brackets, may hold spaces.
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      pages = Math.max(pages, Number(fields[7]) || pages);
      cpu = Math.max(cpu, (Number(fields[11]) + Number(fields[12])) / TICKS || cpu);
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
  return { seconds, cpu, peakMb: peakKb / 1024, pages, code, stdout: chunks.join('') };
}

/** A command of ours, as a user starts it. */
export const cli = (...args: string[]) => measure(process.execPath, [BIN, ...args]);

/** The same with a memory limit for the engine. */
export const cliWithin = (memory: string, ...args: string[]) =>
  measure(process.execPath, [BIN, ...args], { NBA_PROPS_MEMORY_LIMIT: memory });

/** A TypeScript script of this folder, as a process of its own. */
export const script = (name: string, ...args: string[]) =>
  measure(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, name), ...args]);

/** What it costs to touch a page of memory for the first time, in microseconds; machines differ widely in it. */
export async function pageCost(): Promise<number> {
  const touch = `const t = performance.now(); const kept = [];
    for (let i = 0; i < 25; i++) { const b = Buffer.allocUnsafeSlow(1 << 22); for (let j = 0; j < b.length; j += 4096) b[j] = 1; kept.push(b); }
    console.log((1000 * (performance.now() - t)) / (25 * 1024));`;
  const times: number[] = [];
  for (let i = 0; i < 5; i++) times.push(Number((await measure(process.execPath, ['-e', touch])).stdout));
  return Math.min(...times);
}

/** The fastest of several runs: what the machine can do when nothing else disturbs. */
export async function best(times: number, run: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let i = 0; i < times; i++) all.push(await run());
  return all.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}
