import { Rng } from '../../../src/simulate/rng.js';
import { CSV_MUTATIONS } from './csv-mutations.js';
import { type Finding, FuzzBench } from './fuzz-bench.js';
import { JSON_MUTATIONS } from './json-mutations.js';
import type { Mutation } from './mutation.js';
import { type Seed, seeds } from './seeds.js';

interface FuzzedFile {
  readonly number: number;
  readonly seed: string;
  readonly mutation: string;
  readonly found: readonly Finding[];
}

export interface FuzzReport {
  readonly seed: string;
  readonly files: number;
  readonly kinds: number;
  /** Files by what became of them. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Megabytes of memory, at most. */
  readonly memory_mb: number;
  readonly slowest_ms: number;
  readonly wrong: Readonly<Record<string, number>>;
  readonly failed: readonly FuzzedFile[];
}

export interface FuzzOptions {
  readonly seed: string;
  readonly first?: number;
  readonly files: number;
  /** Milliseconds after which no further file begins. */
  readonly within?: number;
  readonly onFile?: (file: FuzzedFile) => void;
}

/** A warehouse in memory grows with what was in it: after this many files comes a new one. */
const FILES_PER_BENCH = 250;

/** Ingests mutated files, each of which follows from the seed and its number alone. */
export async function runFuzz({ seed, first = 0, files, within, onFile }: FuzzOptions): Promise<FuzzReport> {
  const valid = await seeds();
  const outcomes: Record<string, number> = {};
  const wrong: Record<string, number> = {};
  const kinds = new Set<string>();
  const failed: FuzzedFile[] = [];
  const began = performance.now();
  let done = 0;
  let memory = 0;
  let slowest = 0;
  let bench = await FuzzBench.create();
  try {
    for (; done < files && (within === undefined || performance.now() - began < within); done++) {
      if (done > 0 && done % FILES_PER_BENCH === 0) {
        await bench.close();
        bench = await FuzzBench.create();
      }
      const number = first + done;
      const { of, mutation } = mutated(valid, seed, number);
      const start = performance.now();
      const { report, found } = await bench.findings(of, mutation);
      slowest = Math.max(slowest, performance.now() - start);
      memory = Math.max(memory, process.memoryUsage.rss());
      const outcome =
        report === null
          ? 'crash'
          : report.status === 'failed'
            ? 'refused'
            : report.rejected > 0
              ? 'lines rejected'
              : 'read';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (report?.kind != null) kinds.add(report.kind);
      for (const { kind } of found) wrong[kind] = (wrong[kind] ?? 0) + 1;
      const file = { number, seed: of.name, mutation: mutation.name, found: found.slice(0, 3) };
      if (found.length > 0) failed.push(file);
      onFile?.(file);
    }
  } finally {
    await bench.close();
  }
  const memory_mb = Math.round(memory / (1 << 20));
  return { seed, files: done, kinds: kinds.size, outcomes, memory_mb, slowest_ms: Math.round(slowest), wrong, failed };
}

/** The file of a number: the valid files in turn, each mutation of them in turn. */
export function mutated(valid: readonly Seed[], seed: string, number: number): { of: Seed; mutation: Mutation } {
  const rng = new Rng(`${seed}/${number}`);
  const of = valid[number % valid.length];
  if (of === undefined) throw new Error('no valid files');
  const all = of.format === 'csv' ? CSV_MUTATIONS : JSON_MUTATIONS;
  const names = Object.keys(all);
  const name = names[Math.floor(number / valid.length) % names.length] ?? '';
  const mutation =
    of.format === 'csv'
      ? CSV_MUTATIONS[name]?.(of.text.trimEnd().split('\n'), rng)
      : JSON_MUTATIONS[name]?.(of.text, rng);
  if (mutation === undefined) throw new Error(`no mutation ${name}`);
  return { of, mutation: { name, ...mutation } };
}
