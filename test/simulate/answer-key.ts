import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NO_RAW_FILES } from '../../src/folder-marks.js';
import { type SimulateOptions, type SimulateReport, simulate } from '../../src/simulate/simulate.js';

export type CsvRow = Readonly<Record<string, string>>;

/** A simulated league on disk; remove it with `remove`. */
export interface SimulatedLeague {
  readonly out: string;
  readonly season: string;
  readonly report: SimulateReport;
  /** Rows of a file below the output directory, by its path without .gz. */
  rows(path: string): CsvRow[];
  key(name: 'players' | 'teams' | 'shots' | 'lineups'): CsvRow[];
  /** Names of the files of a folder, sorted; empty if there is none. */
  files(folder: string): string[];
  bytes(path: string): Buffer;
  remove(): void;
}

const SMALL = { seasons: 1, teams: 4, gamesPerTeam: 6 } as const;

/** A small league (4 teams, 6 games each, one final series) unless told otherwise. */
export async function simulateLeague(
  options: Partial<SimulateOptions> & { readonly seed: string | number },
): Promise<SimulatedLeague> {
  const out = mkdtempSync(join(tmpdir(), 'league-'));
  const report = await simulate({ ...SMALL, ...options, out });
  return leagueAt(out, report, () => rmSync(out, { recursive: true, force: true }));
}

/** The league whose files lie in a folder. */
export function leagueAt(out: string, report: SimulateReport, remove: () => void): SimulatedLeague {
  const season = report.seasons[0]?.season ?? '';
  const bytes = (path: string) => readFileSync(join(out, path));
  const rows = (path: string) => parseCsv(gunzipSync(bytes(`${path}.gz`)).toString('utf8'));
  return {
    out,
    season,
    report,
    bytes,
    rows,
    key: (name) => rows(`answer_key/${season}/${name}.csv`),
    files: (folder) =>
      report.files
        .map((f) => f.path)
        .filter((p) => p.startsWith(`${folder}/`))
        .sort(),
    remove,
  };
}

/** Every file below a folder, by relative path. */
export function tree(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== NO_RAW_FILES)
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Text of a CSV file as rows by column. */
function parseCsv(text: string): CsvRow[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const columns = fields(header);
  return lines.map((line) => {
    const values = fields(line);
    return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? '']));
  });
}

function fields(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map((m) => m[1] ?? '')
    .map((f) => (f.startsWith('"') ? f.slice(1, -1).replaceAll('""', '"') : f))
    .slice(0, -1);
}

export function number(row: CsvRow, column: string): number {
  const text = row[column];
  if (text === undefined || text === '') throw new Error(`no number in ${column}`);
  return Number(text);
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
