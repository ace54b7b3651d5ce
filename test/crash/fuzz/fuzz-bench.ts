import { rmSync } from 'node:fs';
import { RAW_TABLES } from '../../../src/raw/raw-tables.js';
import type { FileReport } from '../../../src/raw/report.js';
import { SOURCES } from '../../../src/raw/sources/index.js';
import { damagedFiles } from '../../../src/raw/store/damage.js';
import { historyOf } from '../../../src/raw/store/history.js';
import { RawBench } from '../../raw/raw-bench.js';
import type { Mutation } from './mutation.js';
import type { Seed } from './seeds.js';

/** Columns that follow from other rows, or tell of the file and not of the row. */
const NOT_OF_THE_ROW = ['file_id', 'source_row', 'row_hash', 'known_at', 'event_index', 'is_duplicate'];
const BESIDE = ['nba_processing.files', 'nba_raw.rejected_rows', 'nba_processing.units_with_rejects'];
const LONGEST_MS = 60_000;
/** What may be wrong with one file alone. */
const REFUSALS = ['BROKEN_FILE', 'FILE_TOO_LARGE', 'UNKNOWN_KIND', 'MISSING_COLUMNS', 'PART_OF_GAME'];

type Stored = ReadonlyMap<number, readonly string[]>;

export interface Finding {
  readonly kind:
    | 'crash'
    | 'hang'
    | 'lost row'
    | 'wrong row'
    | 'untold loss'
    | 'other file'
    | 'damaged'
    | 'unnamed refusal';
  readonly what: string;
}

/** A warehouse in memory with one file of somebody else's in it, into which one mutated file after another is ingested. */
export class FuzzBench {
  private readonly known = new Map<string, { readonly stored: Stored; readonly rows: number }>();
  private count = 0;

  private constructor(
    private readonly bench: RawBench,
    private readonly guard: string,
  ) {}

  static async create(): Promise<FuzzBench> {
    const bench = await RawBench.create();
    await bench.one('guard.csv', [
      'date,team,spread,ml,total',
      '1999-01-01,BKN,-3,-150,220',
      '1999-01-02,BKN,-3,-150,220',
    ]);
    return new FuzzBench(bench, JSON.stringify([...(await storedIn(bench, 'file_id = 1'))]));
  }

  close(): Promise<void> {
    return this.bench.close();
  }

  async findings(seed: Seed, mutation: Mutation): Promise<{ report: FileReport | null; found: Finding[] }> {
    const original = await this.original(seed);
    const found: Finding[] = [];
    const began = performance.now();
    let report: FileReport;
    try {
      report = await this.one(seed, mutation.bytes);
    } catch (error) {
      await this.reset();
      return {
        report: null,
        found: [{ kind: 'crash', what: error instanceof Error ? (error.stack ?? '') : String(error) }],
      };
    }
    if (performance.now() - began > LONGEST_MS) found.push({ kind: 'hang', what: `${performance.now() - began} ms` });
    const { error } = report;
    if (error !== undefined && !(REFUSALS.includes(error.code) && error.what.includes(report.path)))
      found.push({ kind: 'unnamed refusal', what: `${error.code}: ${error.what}` });
    for (const damaged of await damagedFiles(this.bench.warehouse))
      found.push({ kind: 'damaged', what: JSON.stringify(damaged) });
    if (JSON.stringify([...(await storedIn(this.bench, 'file_id = 1'))]) !== this.guard)
      found.push({ kind: 'other file', what: 'its rows are others' });
    found.push(...compared(original, await storedIn(this.bench, 'file_id > 1'), report, mutation));
    await this.reset();
    return { report, found };
  }

  private async original(seed: Seed): Promise<{ readonly stored: Stored; readonly rows: number }> {
    const known = this.known.get(seed.name);
    if (known !== undefined) return known;
    const report = await this.one(seed, Buffer.from(seed.text));
    if (report.status !== 'new' || report.rejected > 0)
      throw new Error(`${seed.name} is no valid file: ${JSON.stringify(report)}`);
    const stored = await storedIn(this.bench, 'file_id > 1');
    await this.reset();
    const made = { stored, rows: total(stored) };
    this.known.set(seed.name, made);
    return made;
  }

  private async one(seed: Seed, bytes: Buffer): Promise<FileReport> {
    const name = `${++this.count}/${seed.name}`;
    try {
      return await this.bench.one(name, bytes);
    } finally {
      rmSync(`${this.bench.folder}/${this.count}`, { recursive: true, force: true });
    }
  }

  /** Everything but the guard's file goes. */
  private async reset(): Promise<void> {
    const tables = [...RAW_TABLES.flatMap((table) => [table.name, historyOf(table)]), ...BESIDE];
    for (const table of tables) {
      const ours = table === 'nba_raw.rejected_rows' ? 'TRUE' : 'file_id > 1';
      await this.bench.warehouse.execute(`DELETE FROM ${table} WHERE ${ours}`);
    }
  }
}

const total = (stored: Stored) => [...stored.values()].reduce((sum, rows) => sum + rows.length, 0);

function compared(
  original: { readonly stored: Stored; readonly rows: number },
  stored: Stored,
  report: FileReport,
  { untouched, tellsLoss }: Mutation,
): Finding[] {
  const refused = report.status === 'failed' || report.status === 'unfinished';
  if (refused) return total(stored) === 0 ? [] : [{ kind: 'wrong row', what: 'rows of a file that was refused' }];
  const found: Finding[] = [];
  const told = report.rejected + report.duplicates;
  const source = SOURCES.find(({ kind }) => kind === report.kind);
  // Where a line has a column for each of its rows, a column less is a row less.
  if (source?.variants === undefined && tellsLoss && told === 0 && total(stored) < original.rows)
    found.push({ kind: 'untold loss', what: `${total(stored)} rows of ${original.rows}, and nothing rejected` });
  // Where a format is told game by game, what a row says follows from other lines, too.
  if (untouched === null || source?.perGame !== undefined) return found;
  const there = new Map<string, number>();
  for (const row of [...stored.values()].flat()) there.set(row, (there.get(row) ?? 0) + 1);
  for (const [line, rows] of original.stored) {
    if (!untouched.has(line)) continue;
    for (const row of rows) {
      const left = there.get(row) ?? 0;
      if (left === 0) found.push({ kind: 'lost row', what: `line ${line}: ${row}` });
      else there.set(row, left - 1);
    }
  }
  return found;
}

/** Values of the stored rows of files, by the line they came from. */
async function storedIn(bench: RawBench, which: string): Promise<Stored> {
  const stored = new Map<number, string[]>();
  for (const { name } of RAW_TABLES) {
    const rows = await bench.rows(`SELECT * FROM ${name} WHERE ${which} ORDER BY source_row`);
    for (const row of rows) {
      const values = Object.entries(row).filter(([column]) => !NOT_OF_THE_ROW.includes(column));
      const line = Number(row.source_row);
      stored.set(line, [...(stored.get(line) ?? []), JSON.stringify([name, ...values])]);
    }
  }
  return stored;
}
