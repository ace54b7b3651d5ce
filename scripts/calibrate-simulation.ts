import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { simulate } from '../src/simulate/simulate.js';
import { type Measure, measureSeason } from './calibration/measure.js';

/**
 * Prints the league means and spreads of a simulated season beside those of the real 2021-22 one, and writes the table
 * into docs/simulation.md. Without the real files the real column of the page is read back and kept.
 *
 *   npx tsx scripts/calibrate-simulation.ts [--seasons N] [--seed S] [--write]
 */
const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/simulation.md');
const realDir = join(process.env.NBA_PROPS_TEST_DATA ?? resolve(root, '../shared/data'), '2021-22');
const BEGIN = '<!-- calibration: begin -->';
const END = '<!-- calibration: end -->';
const TOLERANCE = 0.1;

const argument = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};

const out = mkdtempSync(join(tmpdir(), 'calibration-'));
try {
  const report = await simulate({ seasons: Number(argument('--seasons', '1')), seed: argument('--seed', '1'), out });
  const seasons: Measure[][] = [];
  for (const { season } of report.seasons) seasons.push(await measureSeason(join(out, season)));
  const simulated = meanOf(seasons);
  const real = existsSync(realDir) ? await realFigures() : figuresOf(readFileSync(page, 'utf8'));
  const { text, off } = table(simulated, real);
  process.stdout.write(`${text}\n${off} of ${simulated.length} figures are off by more than ${100 * TOLERANCE} %.\n`);
  if (process.argv.includes('--write')) {
    const old = readFileSync(page, 'utf8');
    const [before = ''] = old.split(BEGIN);
    const after = old.split(END)[1] ?? '\n';
    writeFileSync(page, `${before}${BEGIN}\n${text}\n${END}${after}`);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}

async function realFigures(): Promise<Map<string, number>> {
  return new Map((await measureSeason(realDir)).map((m) => [m.name, m.value]));
}

/** Mean over seasons, figure by figure. */
function meanOf(seasons: readonly Measure[][]): Measure[] {
  const [first = []] = seasons;
  return first.map((m, i) => {
    const sum = seasons.reduce((total, list) => total + (list[i]?.value ?? Number.NaN), 0);
    return { ...m, value: sum / seasons.length };
  });
}

function table(simulated: readonly Measure[], real: ReadonlyMap<string, number>): { text: string; off: number } {
  let off = 0;
  const lines = simulated.map((m) => {
    const truth = real.get(m.name);
    const ratio = truth === undefined ? Number.NaN : m.value / truth - 1;
    const bad = !m.loose && !(Math.abs(ratio) <= TOLERANCE);
    if (bad) off++;
    const percent = Number.isNaN(ratio) ? '' : `${ratio >= 0 ? '+' : ''}${(100 * ratio).toFixed(1)} %`;
    return `| ${m.name}${m.loose ? ' (varies by season)' : ''} | ${figure(truth)} | ${figure(m.value)} | ${percent}${bad ? ' (!)' : ''} |`;
  });
  return {
    text: ['| figure | real 2021-22 | simulated | difference |', '|---|---|---|---|', ...lines].join('\n'),
    off,
  };
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(Math.abs(value) < 2 ? 4 : 2);
}

/** The real column of the page, for those who do not have the files. */
function figuresOf(text: string): Map<string, number> {
  const figures = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name = '', value = ''] = line.split('|').map((cell) => cell.trim());
    if (/^-?\d/.test(value)) figures.set(name.replace(' (varies by season)', ''), Number(value));
  }
  return figures;
}
