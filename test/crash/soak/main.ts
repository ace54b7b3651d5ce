import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.js';

/** A season day by day: `npx tsx test/crash/soak/main.ts --days 165`. */
const { values } = parseArgs({ options: { days: { type: 'string', default: '5' }, minutes: { type: 'string' } } });
const report = await runSoak({
  days: Number(values.days),
  ...(values.minutes === undefined ? {} : { within: Number(values.minutes) * 60_000 }),
  onDay: (day, cpu, bytes) =>
    void process.stderr.write(`day ${day}: ${cpu?.toFixed(1) ?? '?'} s of processor time, ${bytes} bytes\n`),
});
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
