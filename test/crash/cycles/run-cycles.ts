import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { type CycleReport, runCycle } from './cycle.js';
import { lostPoints, planCycle } from './faults.js';
import { prepare } from './prepare.js';

export interface CyclesReport {
  readonly seed: string;
  readonly cycles: number;
  readonly kills: number;
  /** Named points of the code at which a command died. */
  readonly points: number;
  readonly wrong: Readonly<Record<string, number>>;
  readonly failed: readonly CycleReport[];
}

export interface CyclesOptions {
  readonly seed: string;
  readonly first?: number;
  readonly cycles: number;
  /** Milliseconds after which no further cycle begins. */
  readonly within?: number;
  readonly onCycle?: (report: CycleReport) => void;
}

/** Runs cycles, two at a time. Any of them can be run again alone, by the seed and its number. */
export async function runCycles({ seed, first = 0, cycles, within, onCycle }: CyclesOptions): Promise<CyclesReport> {
  const base = mkdtempSync(join(tmpdir(), 'nba-props-cycles-'));
  const began = performance.now();
  try {
    const works = await prepare(base);
    const lost = lostPoints(works);
    if (lost.length > 0)
      throw new Error(`These points are no call any more; give them another text: ${lost.join('; ')}.`);
    const reports: CycleReport[] = [];
    const queue = new PQueue({ concurrency: 2 });
    const all = Array.from({ length: cycles }, (_, i) => async () => {
      if (within !== undefined && performance.now() - began > within) return;
      const plan = planCycle(works, seed, first + i);
      const prepared = works.get(plan.work);
      if (prepared === undefined) throw new Error(`no work ${plan.work}`);
      const report = await runCycle(prepared, plan);
      reports.push(report);
      onCycle?.(report);
    });
    await queue.addAll(all);
    return summary(seed, reports);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function summary(seed: string, reports: readonly CycleReport[]): CyclesReport {
  const wrong: Record<string, number> = {};
  for (const { kind } of reports.flatMap((report) => report.wrong)) wrong[kind] = (wrong[kind] ?? 0) + 1;
  const points = new Set(
    reports.flatMap(({ fault }) => (fault.kind === 'point' ? [`${fault.name} ${fault.when}`] : [])),
  );
  return {
    seed,
    cycles: reports.length,
    kills: reports.reduce((sum, report) => sum + report.kills, 0),
    points: points.size,
    wrong,
    failed: reports.filter((report) => report.wrong.length > 0),
  };
}
