import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { addDays, easternToUtc } from '../../domain/dates.js';
import { NO_RAW_FILES } from '../../folder-marks.js';
import { scheduleJson } from '../write/schedule-json.js';
import { type CsvText, field, filtered, placeOf, readCsv, readText, textOf } from './csv-text.js';
import type { BookedDay } from './day-book.js';
import { eveningOf, type LiveFault, morningOf } from './planned.js';
import { garbled, knownAt, underFault } from './quotes.js';
import { versionsOf } from './results.js';

/** A delivery: files that arrive at one time, to be copied into the drop folder. */
export interface Delivery {
  readonly at: string;
  /** Relative to the output directory. */
  readonly folder: string;
  readonly files: number;
}

const QUOTES = /^player_props/;
const LINES = /^(?:game_odds|spreads_by_book)/;
const ROSTERS = /^rosters/;
const REPORTS = /^injury_reports/;
const GZ = '.gz';

export interface LiveSeason {
  readonly out: string;
  readonly season: string;
  readonly year: number;
  readonly days: readonly BookedDay[];
  readonly faults: readonly LiveFault[];
}

/** Writes the deliveries, from the files of each day. The files in the season's own folder are the correct ones. */
export function writeDeliveries({ out, season, year, days, faults }: LiveSeason): Delivery[] {
  const comes = new Map<string, Map<string, string>>();
  const put = (at: string, path: string, text: string) => {
    const files = comes.get(at) ?? new Map<string, string>();
    files.set(path, text);
    comes.set(at, files);
  };
  for (const day of days) {
    put(morningOf(day.date), 'schedule_league_v2.json', scheduleOn(day, faults, year));
    putDay(join(out, season, day.date), day, faults, put);
  }
  const root = join('live', season);
  rmSync(join(out, root), { recursive: true, force: true });
  const deliveries = [...comes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, files], i): Delivery => {
      const folder = join(root, `${String(i + 1).padStart(3, '0')}-${at.slice(0, 16).replace(':', '')}`);
      for (const [path, text] of files) {
        const to = join(out, folder, `${path}${GZ}`);
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, gzipSync(text, { level: 1 }));
      }
      return { at, folder, files: files.size };
    });
  if (deliveries.length > 0) writeFileSync(join(out, 'live', NO_RAW_FILES), '');
  return deliveries;
}

type Put = (at: string, path: string, text: string) => void;

/** All that comes of a date, its games before and after them. */
function putDay(folder: string, day: BookedDay, faults: readonly LiveFault[], put: Put): void {
  const { date, games } = day;
  const next = morningOf(addDays(date, 1));
  const evening = games.length === 0 ? next : eveningOf(day);
  const ofDay = faults.filter((fault) => fault.date === date);
  const results = ofDay.find(({ expects, visible_at: at }) => expects === 'alert' && at === next);
  const before = ofDay.find(({ expects, visible_at: at }) => expects === 'alert' && at === evening);
  for (const file of namesIn(folder)) {
    const name = file.slice(0, -GZ.length);
    const path = join(date, name);
    if (name.endsWith('.json')) {
      const text = readText(join(folder, file)) ?? '';
      if (results?.kind === 'broken_file') {
        results.subject = path;
        put(next, path, text.slice(0, Math.floor(text.length / 2)));
        put(results.repaired_at ?? next, path, text);
      } else put(next, path, text);
      continue;
    }
    const csv = readCsv(join(folder, file));
    if (csv === null || csv.lines.length === 0) continue;
    if (QUOTES.test(name)) {
      if (before?.kind === 'mad_book') before.subject ??= bookIn(csv);
      if (before?.kind === 'renamed') nameOne(before, csv, folder);
      const told = underFault(csv, before);
      if (before?.kind !== 'odds_out') put(evening, path, textOf(knownAt(told, evening)));
      put(next, path, textOf(told));
    } else if (LINES.test(name)) put(before?.kind === 'odds_out' ? next : evening, path, textOf(csv));
    else if (ROSTERS.test(name)) put(evening, path, textOf(csv));
    else if (REPORTS.test(name)) {
      const early = reportsUntil(csv, evening);
      if (before?.kind !== 'news_out' && early.lines.length > 0) put(evening, path, textOf(early));
      put(next, path, textOf(csv));
    } else {
      for (const { at, csv: version } of versionsOf(name, csv, date, results, games))
        if (version !== null) put(at, path, textOf(version));
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

const bookIn = (csv: CsvText): string => field(csv.lines[0] ?? '', placeOf(csv, 'bookmaker'));

/** The player whose name the books misspell: the first with a line. */
function nameOne(fault: LiveFault, csv: CsvText, folder: string): void {
  if (fault.subject !== null) return;
  const log = readCsv(join(folder, `player_game_logs.csv${GZ}`));
  const player = placeOf(csv, 'player', 'player_name');
  for (const line of csv.lines) {
    const name = field(line, player);
    const row = log?.lines.find((one) => field(one, 1) === name);
    if (row === undefined) continue;
    fault.subject = garbled(name);
    fault.player_id = Number(field(row, 0));
    return;
  }
}

function reportsUntil(csv: CsvText, instant: string): CsvText {
  return filtered(csv, (line) => {
    const [date = '', time = ''] = field(line, 0).split(' ');
    return easternToUtc(date, time) <= instant;
  });
}

/** The schedule of a morning, with games where they stood then. */
function scheduleOn({ date, schedule }: BookedDay, faults: readonly LiveFault[], year: number): string {
  const games = schedule.map((game) => {
    const fault = faults.find(({ was, games: [id] }) => was !== undefined && id === game.id);
    if (fault?.was === undefined) return game;
    if (fault.kind === 'moved') return date < fault.date ? { ...game, time: fault.was.time } : game;
    if (date > fault.date) return game;
    return { ...game, ...fault.was, postponed: date === fault.date };
  });
  return scheduleJson(games, year, date);
}
