import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mutated, runFuzz } from './run-fuzz.js';
import { seeds } from './seeds.js';

/**
 * Mutated files of every kind, as many as wanted:
 *
 *     npx tsx test/crash/fuzz/main.ts --files 5000 --seed 7
 *     npx tsx test/crash/fuzz/main.ts --files 1 --first 123 --seed 7 --keep file.csv     (file 123 of that, kept)
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '300' },
    first: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    keep: { type: 'string' },
  },
});
if (values.keep !== undefined)
  writeFileSync(values.keep, mutated(await seeds(), values.seed, Number(values.first)).mutation.bytes);
const report = await runFuzz({
  seed: values.seed,
  first: Number(values.first),
  files: Number(values.files),
  ...(values.minutes === undefined ? {} : { within: Number(values.minutes) * 60_000 }),
  onFile: ({ found, ...file }) => {
    if (found.length > 0) process.stderr.write(`${JSON.stringify(file)}: ${JSON.stringify(found)}\n`);
  },
});
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
if (report.failed.length > 0) process.exitCode = 1;
