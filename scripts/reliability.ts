import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCycles } from '../test/crash/cycles/run-cycles.js';
import { runDashboard } from '../test/crash/dashboard/run-dashboard.js';
import { runFuzz } from '../test/crash/fuzz/run-fuzz.js';
import type { SeasonReport } from '../test/crash/season/run-season.js';
import { runSoak } from '../test/crash/soak/run-soak.js';
import { type Figures, figuresOf, type Reports, seasonFigures } from './reliability/figures.js';
import { LONG, page } from './reliability/page.js';

/**
 * The long run, part after part, and docs/reliability.md with its figures:
 *
 *     npm run reliability                              all of it, some hours
 *     npm run reliability -- --minutes 15 --seed 3     each part for so long
 *     npm run reliability -- --results DIR             parts that have their report there (cycles.json, ...) are not run again;
 *                                                      --commit NAME says of which commit they are
 *     npm run reliability -- --season FILE --commit NAME   only adds the report of a hostile season
 */
const ROOT = resolve(import.meta.dirname, '..');
const LAST = join(ROOT, 'scripts', 'reliability', 'last-run.json');
const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string', default: '7' },
    results: { type: 'string' },
    commit: { type: 'string' },
    season: { type: 'string' },
    page: { type: 'boolean', default: false },
  },
});
const { seed, results } = values;
const limit = values.minutes === undefined ? {} : { within: Number(values.minutes) * 60_000 };

const write = (figures: Figures) => writeFileSync(join(ROOT, 'docs', 'reliability.md'), page(figures));
const last = () => JSON.parse(readFileSync(LAST, 'utf8')) as Figures;
const keep = (figures: Figures) => {
  writeFileSync(LAST, `${JSON.stringify(figures, null, 2)}\n`);
  write(figures);
};
const head = () => execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
const commit = values.commit ?? head();
if (values.page) write(last());
else if (values.season !== undefined) {
  const figures = last();
  const season = seasonFigures(commit, JSON.parse(readFileSync(values.season, 'utf8')) as SeasonReport);
  const others = (figures.seasons ?? []).filter(({ seed: other }) => other !== season.seed);
  keep({ ...figures, seasons: [...others, season].sort((a, b) => (a.seed < b.seed ? -1 : 1)) });
} else {
  const reports: Reports = {
    cycles: await part('cycles', () => runCycles({ seed, cycles: LONG.cycles, ...limit })),
    fuzz: await part('fuzz', () => runFuzz({ seed, files: LONG.files, ...limit })),
    dashboard: await part('dashboard', runDashboard),
    soak: await part('soak', () => runSoak({ days: LONG.days, ...limit })),
  };
  const { seasons = [] } = last();
  keep({ ...figuresOf(commit, reports), seasons });
}

/** The report of a part: that of an earlier run, or a new one, which is kept beside the others. */
async function part<R>(name: keyof Reports, run: () => Promise<R>): Promise<R> {
  const kept = results === undefined ? null : join(results, `${name}.json`);
  if (kept !== null && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as R;
  process.stderr.write(`${name} ...\n`);
  const report = await run();
  if (kept !== null && results !== undefined) {
    mkdirSync(results, { recursive: true });
    writeFileSync(kept, JSON.stringify(report, null, 1));
  }
  return report;
}
