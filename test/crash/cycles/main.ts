import { parseArgs } from 'node:util';
import { runCycles } from './run-cycles.js';

/**
 * Crash cycles, as many as wanted:
 *
 *     npx tsx test/crash/cycles/main.ts --cycles 1000 --seed 7
 *     npx tsx test/crash/cycles/main.ts --cycles 1 --first 123 --seed 7     (cycle 123 of that alone)
 */
const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '40' },
    first: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
  },
});
const report = await runCycles({
  seed: values.seed,
  first: Number(values.first),
  cycles: Number(values.cycles),
  ...(values.minutes === undefined ? {} : { within: Number(values.minutes) * 60_000 }),
  onCycle: ({ number, work, fault, wrong }) => {
    const at = fault.kind === 'point' ? `${fault.when} "${fault.name}"` : JSON.stringify(fault);
    process.stderr.write(`${number} ${work}, ${at}: ${wrong.length === 0 ? 'right' : JSON.stringify(wrong)}\n`);
  },
});
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
if (report.failed.length > 0) process.exitCode = 1;
