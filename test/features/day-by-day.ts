import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { addDays } from '../../src/domain/dates.js';
import { parseFault, type SimulateOptions, simulate } from '../../src/simulate/simulate.js';

/** After the last game. */
const END = '2024-09-01';

interface ListedGame {
  gameId: string;
  gameStatus: number;
  gameDateEst: string;
  gameDateTimeEst: string;
  gameDateTimeUTC: string;
}

/** A simulated season that arrives day by day in one folder: what was there at a time, under the same names. */
export class DayByDay {
  readonly inbox: string;
  /** Dates with games, ascending. */
  dates: readonly string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'day-by-day-'));
  /** A game that the schedule has on another date until a date. */
  private move: { readonly game: string; readonly days: number; readonly until: string } | null = null;

  private constructor(private readonly league: Omit<SimulateOptions, 'out' | 'until'>) {
    this.inbox = join(this.folder, 'inbox');
    mkdirSync(this.inbox);
  }

  /** With a statistic that is corrected, of the n-th game. */
  static async of(league: Omit<SimulateOptions, 'out' | 'until' | 'faults'>, corrected: string): Promise<DayByDay> {
    const season = new DayByDay({ ...league, faults: [parseFault(`stat-correction:${corrected}`)] });
    await season.filesOf(END);
    season.dates = [...new Set(season.games(END).map(({ gameDateEst }) => gameDateEst.slice(0, 10)))].sort();
    return season;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Until a date the schedule has a game some days later than it is played. */
  moveGame(game: string, days: number, until: string): void {
    this.move = { game, days, until };
  }

  /** The date on which a game is played. */
  dateOf(game: string): string {
    return (
      this.games(END)
        .find(({ gameId }) => gameId === game)
        ?.gameDateEst.slice(0, 10) ?? ''
    );
  }

  /** Puts into the inbox what was there on a date at a time (ISO, UTC): results up to the day before, quotes and reports of the hours before. */
  async arrive(date: string, time: string): Promise<void> {
    const [past, today] = [await this.filesOf(addDays(date, -1)), await this.filesOf(date)];
    for (const name of readdirSync(past)) cpSync(join(past, name), join(this.inbox, name));
    this.writeSchedule(join(past, 'schedule_league_v2.json.gz'), date);
    const known = { 'player_props.csv.gz': 'timestamp', 'player_props_pra.csv.gz': 'timestamp' };
    for (const [name, column] of Object.entries(known)) this.writeUntil(join(today, name), name, column, time);
    // Written in Eastern winter time.
    const eastern = new Date(Date.parse(time) - 5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    this.writeUntil(join(today, 'injury_reports.csv.gz'), 'injury_reports.csv.gz', 'Report Time', eastern);
  }

  /** Puts the corrected files into the inbox, under names that are read last. The season's own files are not corrected: they win again with the next day. */
  correct(): void {
    const corrections = join(this.folder, END, 'corrections', '2023-24');
    for (const name of readdirSync(corrections)) cpSync(join(corrections, name), join(this.inbox, `zz_${name}`));
  }

  private writeUntil(from: string, name: string, column: string, time: string): void {
    if (!existsSync(from)) return;
    const [head = '', ...lines] = gunzipSync(readFileSync(from)).toString().trimEnd().split('\n');
    const place = head.split(',').indexOf(column);
    if (place < 0) throw new Error(`${name} has no column ${column}: ${head}`);
    const kept = lines.filter((line) => (line.split(',')[place] ?? '') <= time);
    writeFileSync(join(this.inbox, name), gzipSync(`${[head, ...kept].join('\n')}\n`));
  }

  private writeSchedule(from: string, date: string): void {
    const { move } = this;
    const document = JSON.parse(gunzipSync(readFileSync(from)).toString()) as {
      leagueSchedule: { gameDates: { games: ListedGame[] }[] };
    };
    for (const game of document.leagueSchedule.gameDates.flatMap(({ games }) => games)) {
      if (move === null || game.gameId !== move.game || date >= move.until) continue;
      const later = (text: string) => `${addDays(text.slice(0, 10), move.days)}${text.slice(10)}`;
      game.gameDateEst = later(game.gameDateEst);
      game.gameDateTimeEst = later(game.gameDateTimeEst);
      game.gameDateTimeUTC = later(game.gameDateTimeUTC);
    }
    writeFileSync(join(this.inbox, 'schedule_league_v2.json.gz'), gzipSync(JSON.stringify(document)));
  }

  private games(until: string): ListedGame[] {
    const path = join(this.folder, until, '2023-24', 'schedule_league_v2.json.gz');
    const document = JSON.parse(gunzipSync(readFileSync(path)).toString()) as {
      leagueSchedule: { gameDates: { games: ListedGame[] }[] };
    };
    return document.leagueSchedule.gameDates
      .flatMap(({ games }) => games)
      .filter(({ gameId }) => gameId.startsWith('002'));
  }

  /** The folder of the season as it stood after a date. */
  private async filesOf(until: string): Promise<string> {
    const out = join(this.folder, until);
    if (!existsSync(out)) await simulate({ ...this.league, out, until, daily: true });
    return join(out, '2023-24');
  }
}
