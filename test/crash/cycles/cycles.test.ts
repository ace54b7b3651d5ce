import { expect, it } from 'vitest';
import { runCycles } from './run-cycles.js';

/** The long run, of 1,000 cycles: see main.ts. */
const CYCLES = 40;
/** A cycle is several processes; on a busy machine each takes long. */
const PATIENCE = 1_800_000;

it(
  'killed, halted and gone on with, every work arrives at what an uninterrupted one makes',
  async () => {
    const report = await runCycles({ seed: 'short', cycles: CYCLES });
    expect(report.failed).toEqual([]);
    expect(report).toMatchObject({ cycles: CYCLES, wrong: {} });
    expect(report.kills).toBeGreaterThan(CYCLES / 2);
  },
  PATIENCE,
);
