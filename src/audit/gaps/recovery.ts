import { dirname } from 'node:path';
import type { Warehouse } from '../../engine/warehouse.js';
import type { Calendar } from '../../ledger/calendar.js';
import { FILES } from '../../raw/raw-schema.js';
import { seasonOfPlace } from '../gameless/unnamed-games.js';
import type { DateRange, GameGap, GamelessGap, RawGap, RecoveryStep, TableGap } from './report.js';

/** Up to so many ranges get a command each; more are covered by one range, in which fresh dates are skipped. */
const RANGES_NAMED = 2;

/** Dates or games that a sentence names before "and N more". */
const PLACES_NAMED = 8;

/** Commands that close the gaps, in order: files first, then the tables phase by phase, then what reads them. */
export async function recoverySteps(
  warehouse: Warehouse,
  calendar: Calendar,
  found: {
    readonly games: readonly GameGap[];
    readonly raw: readonly RawGap[];
    readonly gameless: readonly GamelessGap[];
    readonly tables: readonly TableGap[];
    /** Dates of contaminated roots. */
    readonly contaminated: readonly string[];
  },
): Promise<RecoveryStep[]> {
  const steps: RecoveryStep[] = [];
  const folders = new Map<string, string[]>();
  const put = (folder: string, what: string) => folders.set(folder, [...(folders.get(folder) ?? []), what]);
  for (const [folder, gaps] of await foldersOf(warehouse, found.raw)) for (const gap of gaps) put(folder, wanted(gap));
  const [first] = found.gameless;
  if (first !== undefined) {
    put(await latestFolder(warehouse), `a file that names ${unnamed(found.gameless)} (${first.formats.join(' or ')})`);
  }
  for (const [folder, files] of folders) {
    steps.push({ why: `put ${files.join('; ')} in this folder`, command: `nba-props ingest ${quoted(folder)}` });
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
  const toName = new Set(found.gameless.flatMap((gap) => gap.places.map(seasonOfPlace)));
  for (const season of [...toName].filter((known) => known !== null).sort()) {
    steps.push({ why: 'make what the games named bring', command: `nba-props backfill all --season ${season}` });
  }
  for (const [season, from] of seasons) {
    if (toName.has(season)) continue;
    steps.push({
      why: 'make again what reads those dates',
      command: `nba-props backfill all --start-date ${from} --end-date ${later(from, calendar.seasonRange(season).to)}`,
    });
  }
  return steps;
}

/** A gap of a date that was made ahead lies after the last date with data. */
const later = (a: string, b: string) => (a > b ? a : b);

const wanted = (gap: RawGap) =>
  `${gap.kind.replaceAll('_', ' ')} (${gap.formats.join(' or ')}) of ${gap.ranges.map(span).join(', ')}`;

const span = ({ from, to }: DateRange) => (from === to ? from : `${from} to ${to}`);

/** The dates and games, once each. */
function unnamed(gaps: readonly GamelessGap[]): string {
  const places = gaps.flatMap((gap) => gap.places);
  const dates = [...new Set(places.flatMap((place) => place.date ?? []))].sort();
  const games = [...new Set(places.flatMap((place) => (place.date === null ? (place.game_id ?? []) : [])))].sort();
  const named = [
    ...(dates.length === 0 ? [] : [`the games of ${shortened(dates)}`]),
    ...(games.length === 0 ? [] : [`${games.length === 1 ? 'game' : 'games'} ${shortened(games)}`]),
  ];
  return named.join(' and ');
}

const shortened = (list: readonly string[]) =>
  `${list.slice(0, PLACES_NAMED).join(', ')}${list.length > PLACES_NAMED ? ` and ${list.length - PLACES_NAMED} more` : ''}`;

async function latestFolder(warehouse: Warehouse): Promise<string> {
  const [file] = await warehouse.query<{ path: string }>(`SELECT path FROM ${FILES} ORDER BY file_id DESC LIMIT 1`);
  return file === undefined ? '.' : dirname(file.path);
}

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
