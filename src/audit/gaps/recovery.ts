import { dirname } from 'node:path';
import type { Calendar } from '../../backfill/calendar.js';
import { FILES } from '../../raw/raw-schema.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import type { DateRange, GameGap, RawGap, RecoveryStep, TableGap } from './report.js';

/** Ranges a command names one by one; more are covered by one range, which costs nothing: fresh dates are left alone. */
const RANGES_NAMED = 2;

/** Commands that close the gaps, in order: files first, then the tables phase by phase, then what reads them. */
export async function recoverySteps(
  warehouse: Warehouse,
  calendar: Calendar,
  found: {
    readonly games: readonly GameGap[];
    readonly raw: readonly RawGap[];
    readonly tables: readonly TableGap[];
    /** Dates of contaminated roots. */
    readonly contaminated: readonly string[];
  },
): Promise<RecoveryStep[]> {
  const steps: RecoveryStep[] = [];
  for (const [folder, gaps] of await foldersOf(warehouse, found.raw)) {
    steps.push({
      why: `put ${gaps.map(wanted).join('; ')} in this folder`,
      command: `nba-props ingest ${quoted(folder)}`,
    });
  }
  const dates = [
    ...found.games.map((game) => game.date),
    ...found.tables.flatMap((table) => [
      ...[...table.missing, ...table.failed].map((r) => r.from),
      ...table.low.map((l) => l.date),
    ]),
    ...found.contaminated,
  ];
  for (const [ranges, aliases] of sameRanges(found.tables)) {
    for (const { from, to } of ranges) {
      steps.push({
        why: `make what is missing of ${aliases.join(', ')}`,
        command: `nba-props backfill ${aliases.join(' ')} --start-date ${from} --end-date ${to}`,
      });
    }
  }
  const seasons = new Map<string, string>();
  for (const date of dates.sort()) {
    const { season } = calendar.batchDate(date);
    if (!seasons.has(season)) seasons.set(season, date);
  }
  for (const [season, from] of seasons) {
    steps.push({
      why: 'make again what reads those dates',
      command: `nba-props backfill all --start-date ${from} --end-date ${calendar.seasonRange(season).to}`,
    });
  }
  return steps;
}

const wanted = (gap: RawGap) =>
  `${gap.kind.replaceAll('_', ' ')} (${gap.formats.join(' or ')}) of ${gap.ranges.map(span).join(', ')}`;

const span = ({ from, to }: DateRange) => (from === to ? from : `${from} to ${to}`);

/** Folder where the files of a kind came from, latest first; without one, where any file came from. */
async function foldersOf(
  warehouse: Warehouse,
  gaps: readonly RawGap[],
): Promise<ReadonlyMap<string, readonly RawGap[]>> {
  const folders = new Map<string, RawGap[]>();
  if (gaps.length === 0) return folders;
  const files = await warehouse.query<{ table_name: string; path: string }>(
    `SELECT table_name, path FROM ${FILES} ORDER BY file_id DESC`,
  );
  for (const gap of gaps) {
    const file = files.find((f) => f.table_name === gap.table) ?? files[0];
    const folder = file === undefined ? '.' : dirname(file.path);
    folders.set(folder, [...(folders.get(folder) ?? []), gap]);
  }
  return folders;
}

/** Tables of phase 3 and up with the same dates to make share a command, in the order of the cascade. */
function sameRanges(tables: readonly TableGap[]): readonly (readonly [readonly DateRange[], readonly string[]])[] {
  const groups = new Map<string, { ranges: readonly DateRange[]; aliases: string[] }>();
  for (const table of [...tables].sort((a, b) => a.phase - b.phase)) {
    const all = [...table.missing, ...table.failed].sort((a, b) => (a.from < b.from ? -1 : 1));
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined) continue;
    const ranges = all.length <= RANGES_NAMED ? all : [{ from: first.from, to: last.to, dates: Number.NaN }];
    const key = ranges.map(span).join();
    const group = groups.get(key) ?? { ranges, aliases: [] };
    group.aliases.push(table.alias);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ranges, aliases }) => [ranges, aliases]);
}

/** A path as a shell takes it. */
const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
