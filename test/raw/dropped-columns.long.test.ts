import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/engine/warehouse.js';
import { PlatformError } from '../../src/errors.js';
import { detect } from '../../src/raw/detect.js';
import { TYPED } from '../../src/raw/load-sql.js';
import { USUAL_LIMITS } from '../../src/raw/readers/limits.js';
import { stageFile } from '../../src/raw/stage.js';
import { dropTyped, typeRows } from '../../src/raw/type-rows.js';
import { type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { RawBench } from './raw-bench.js';

/** Enough lines of a file for its kinds of rows, so that some hundred readings take seconds. */
const LINES = 30;

/** The kinds that the simulator writes as CSV. */
const KINDS = [
  'bigdataball_play_by_play',
  'game_odds',
  'game_summaries',
  'injury_transactions',
  'play_by_play_v2',
  'player_box_scores',
  'player_game_logs',
  'player_props_by_side',
  'player_props_pra',
  'shot_chart',
  'spreads_by_book',
  'team_game_index',
  'team_game_logs',
];

interface Sample {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

let league: SimulatedLeague;
let bench: RawBench;
beforeAll(async () => {
  league = await simulateLeague({ seed: 'columns', teams: 4, gamesPerTeam: 2, bigDataBall: true });
  bench = await RawBench.create();
});
afterAll(async () => {
  league.remove();
  await bench.close();
});

/** The beginning of a file for each header that the simulator writes. */
function samples(): Sample[] {
  const found = new Map<string, Sample>();
  const paths = league.report.files.map(({ path }) => path);
  for (const name of paths.filter((path) => path.includes('.csv') && !path.startsWith('answer_key'))) {
    const rows = league.rows(name.replace(/\.gz$/, '')).slice(0, LINES);
    const columns = Object.keys(rows[0] ?? {});
    const values = rows.map((row) => columns.map((column) => row[column] ?? ''));
    if (columns.length > 0 && !found.has(columns.join())) found.set(columns.join(), { name, columns, rows: values });
  }
  return [...found.values()];
}

function without(sample: Sample, column: string): Sample {
  const at = sample.columns.indexOf(column);
  const cut = <T>(values: readonly T[]) => values.filter((_, i) => i !== at);
  return { ...sample, columns: cut(sample.columns), rows: sample.rows.map(cut) };
}

interface Read {
  readonly kind: string;
  readonly rows: readonly Row[];
}

/** What a file's rows become, or the code of its refusal. */
async function read({ columns, rows }: Sample): Promise<Read | string> {
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const path = bench.write(
    'file.csv',
    [columns, ...rows].map((row) => row.map(quoted).join(',')),
  );
  try {
    const [found] = await detect({ path, at: path, archive: null, checksum: '', bytes: 0 }, USUAL_LIMITS);
    const { source, shape } = found as NonNullable<typeof found>;
    const staged = await stageFile(bench.warehouse, path, shape, source);
    await typeRows(bench.warehouse, source, staged);
    const typed = await bench.rows(`SELECT * EXCLUDE (row_hash, place, is_copy) FROM ${TYPED} ORDER BY ALL`);
    await dropTyped(bench.warehouse, source);
    return { kind: source.kind, rows: typed };
  } catch (error) {
    if (error instanceof PlatformError) return error.code;
    throw error;
  }
}

/** Values of a file that lacks a column which the whole file does not have, by table column. */
function changed(whole: Read, poorer: Read): string[] {
  const fits = (row: Row, other: Row) =>
    Object.keys(row).filter((name) => row[name] !== null && String(row[name]) !== String(other[name]));
  const faults = poorer.rows.flatMap((row) => {
    const told = whole.rows.filter((other) => other.source_row === row.source_row).map((other) => fits(row, other));
    return told.sort((a, b) => a.length - b.length)[0] ?? ['row'];
  });
  return [...new Set([...(poorer.kind === whole.kind ? [] : ['kind']), ...faults])];
}

describe('a file that lacks a column', () => {
  it('is refused by name, or says nothing that the whole file does not', async () => {
    const wrong: string[] = [];
    const refused = new Set<string>();
    const kinds = new Set<string>();
    for (const sample of samples()) {
      const whole = await read(sample);
      if (typeof whole === 'string') throw new RangeError(`${sample.name}: ${whole}`);
      kinds.add(whole.kind);
      expect(whole.rows.length).toBeGreaterThan(0);
      for (const column of sample.columns) {
        const poorer = await read(without(sample, column));
        if (typeof poorer === 'string') refused.add(poorer);
        else for (const name of changed(whole, poorer)) wrong.push(`${whole.kind} without ${column}: ${name}`);
      }
    }
    expect(wrong).toEqual([]);
    expect([...refused].sort()).toEqual(['MISSING_COLUMNS', 'UNKNOWN_KIND']);
    expect([...kinds].sort()).toEqual(KINDS);
  }, 120_000);

  it('BigDataBall without what its counts come from is refused', async () => {
    const whole = samples().find(({ columns }) => columns.includes('data_set')) as Sample;
    for (const column of ['assist', 'block', 'steal', 'player', 'description', 'opponent', 'result', 'team', 'left']) {
      expect([column, await read(without(whole, column))]).toEqual([column, 'MISSING_COLUMNS']);
    }
  });
});
