import { parseArgs } from 'node:util';
import { runSeason } from './run-season.js';

/**
 * A hostile season: `npm run test:season -- --seed 1`; ends with 1 if anything is not as it should be. With `--folder` it is kept, and
 * the same command goes on with one that was stopped.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    teams: { type: 'string', default: '6' },
    deliveries: { type: 'string' },
    kills: { type: 'string', default: '0.4' },
    until: { type: 'string' },
    folder: { type: 'string' },
  },
});
const report = await runSeason({
  seed: values.seed,
  teams: Number(values.teams),
  kills: Number(values.kills),
  ...(values.deliveries === undefined ? {} : { deliveries: Number(values.deliveries) }),
  ...(values.until === undefined ? {} : { until: values.until }),
  ...(values.folder === undefined ? {} : { folder: values.folder }),
  onStep: (text) => void process.stderr.write(`${text}\n`),
});
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
process.exitCode =
  report.different.length + report.replayed_otherwise.length + report.wrong.length + report.not_told.length > 0 ? 1 : 0;
