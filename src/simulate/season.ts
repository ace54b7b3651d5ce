import { datesBetween } from '../domain/dates.js';
import { seasonLabel } from '../domain/seasons.js';
import type { Team } from '../domain/teams.js';
import { PlatformError } from '../errors.js';
import { Tally } from './collections.js';
import type { FaultDesk } from './faults/fault-desk.js';
import { playGame } from './game/play-game.js';
import { HealthDesk, type InjuryNews } from './league/health.js';
import type { Club, League } from './league/league.js';
import { FEWEST, planSheet } from './league/team-sheet.js';
import { swapPlayers } from './league/trades.js';
import { DayBook } from './live/day-book.js';
import { Bookmaker } from './market/bookmaker.js';
import type { CheckedOptions, SeasonSummary } from './options.js';
import type { Rng } from './rng.js';
import { makeCalendar, type SeasonCalendar } from './schedule/calendar.js';
import { Cup } from './schedule/cup.js';
import { extraGames, hideAfter } from './schedule/extras.js';
import type { ScheduledGame } from './schedule/game.js';
import { playPostseason } from './schedule/postseason.js';
import { scheduleRegularSeason } from './schedule/regular-season.js';
import type { PlayedGame } from './season-game.js';
import { Standings } from './standings.js';
import { writeGame } from './write/game-files.js';
import { INJURIES_HEADER, injuryLine } from './write/injuries.js';
import { INJURY_REPORT_HEADER, injuryReportLines } from './write/injury-report.js';
import { writeMarket } from './write/market-files.js';
import type { SeasonOutput } from './write/output.js';
import { ROSTER_HEADER, rosterLines } from './write/rosters.js';
import { scheduleJson } from './write/schedule-json.js';
import { scoreboardJson } from './write/scoreboard-json.js';

/** Trades fall between the 55th and the 65th hundredth of the season, where the league's deadline lies. */
const TRADES = { from: 0.3, to: 0.63, perTeam: 0.6 };
const OFFICIALS = 60;
const CREW = 3;

/** One season, date by date: news, games, quotes, files. */
export class Season {
  private readonly label: string;
  private readonly calendar: SeasonCalendar;
  private readonly games: ScheduledGame[];
  private readonly standings: Standings;
  private readonly health: HealthDesk;
  private readonly cup: Cup;
  private readonly bookmaker: Bookmaker;
  private readonly lastPlayed = new Map<Team, string>();
  private readonly counts = new Tally<string>();
  private readonly seen = new Set<number>();
  private readonly officials: readonly string[];
  /** Kept of a live season alone. */
  readonly book = new DayBook();
  private rosters = '';
  private trades = 0;
  private lastDate: string;

  constructor(
    private readonly league: League,
    private readonly year: number,
    private readonly options: CheckedOptions,
    private readonly output: SeasonOutput,
    private readonly desk: FaultDesk,
    private readonly rng: Rng,
  ) {
    const teams = league.clubs.map((c) => c.team);
    this.label = seasonLabel(year);
    this.calendar = makeCalendar(year, options.gamesPerTeam, teams.length);
    const regular = scheduleRegularSeason(teams, options.gamesPerTeam, this.calendar, rng.fork('schedule'));
    this.games = [...extraGames(teams, this.calendar, rng.fork('extras')), ...regular];
    this.standings = new Standings(teams);
    this.health = new HealthDesk(rng.fork('health'));
    this.cup = new Cup(this.calendar, this.games);
    this.bookmaker = new Bookmaker(rng.fork('bookmaker'));
    this.officials = makeOfficials(rng.fork('officials'));
    this.lastDate = this.calendar.start;
  }

  async play(): Promise<SeasonSummary> {
    const regular = this.games.filter((g) => g.kind === 'regular');
    const end =
      regular
        .map((g) => g.date)
        .sort()
        .at(-1) ?? this.calendar.start;
    const tradeDays = this.tradeDays();
    let finished = true;
    for (const date of datesBetween(this.calendar.start, end)) {
      if (this.options.until !== null && date > this.options.until) {
        finished = false;
        break;
      }
      for (const day of tradeDays)
        if (day === date) this.trades += swapPlayers(this.league, date, this.rng.fork(`trade/${date}`)).length;
      this.cup.onMorning(date);
      const today = this.games.filter((g) => g.date === date && (g.kind === 'regular' || g.kind === 'cup_final'));
      await this.playDate(date, today);
    }
    if (finished) {
      await playPostseason(
        this.standings.order(),
        this.calendar,
        end,
        (date, games) => this.playDate(date, games),
        (game) => this.games.push(game),
      );
    }
    return this.finish();
  }

  /** A game is played without a pause: signals come in between dates only. Error: INTERRUPTED. */
  private async stopIfAsked(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.options.signal?.aborted !== true) return;
    throw new PlatformError(
      'INTERRUPTED',
      `The simulation was stopped; the files of ${this.label} are not whole.`,
      'Run the same command again: it writes them anew.',
    );
  }

  /** False when the season is to stop before that date. */
  private async playDate(date: string, today: readonly ScheduledGame[]): Promise<boolean> {
    if (this.options.until !== null && date > this.options.until) return false;
    await this.stopIfAsked();
    this.options.onDate?.(this.label, date);
    if (this.options.live) {
      await this.output.beginDay(date);
      this.book.open(date, this.games, today, this.trades, this.rng.fork('hide'));
    }
    const news: InjuryNews[] = [];
    const playing = new Set(today.flatMap((g) => [g.home.team_id, g.away.team_id]));
    this.health.morning(this.league.clubs, date, playing, news);
    this.writeNews(news);
    if (this.options.daily) this.writeReports(today, news);
    for (const scheduled of today) {
      const played = this.playOne(scheduled);
      const faults = this.desk.of(scheduled, today, this.label);
      const rng = this.rng.fork(`print/${scheduled.id}`);
      const choice = { boxScores: this.options.boxScores, bigDataBall: this.options.bigDataBall };
      writeGame(this.output, played, faults, this.desk, choice, rng);
      this.afterGame(played);
      await this.output.drain();
    }
    // A club short of healthy players signs one before its game.
    if (this.options.live) this.writeRosters();
    if (this.options.daily && today.length > 0) {
      const board = this.output.file('season', `scoreboard_${date}.json`);
      board.text(scoreboardJson(date, today));
      board.rows = today.length;
    }
    if (today.length > 0) this.lastDate = date;
    return true;
  }

  private playOne(scheduled: ScheduledGame): PlayedGame {
    const rng = this.rng.fork(`game/${scheduled.id}`);
    const home = this.sheet(scheduled.home, scheduled.date, rng);
    const away = this.sheet(scheduled.away, scheduled.date, rng);
    const quotes = this.bookmaker.quote(scheduled, home.sheet, away.sheet);
    const [hour = 19, minute = 0] = scheduled.time.split(':').map(Number);
    const game = playGame({
      rng,
      home: home.sheet,
      away: away.sheet,
      neutral: scheduled.neutral,
      officials: rng.shuffle(this.officials).slice(0, CREW),
      tipoff: hour * 60 + minute,
    });
    scheduled.result = { home: game.sides[0].score, away: game.sides[1].score };
    const played = { scheduled, game, absent: [home.absent, away.absent] } as const;
    writeMarket(this.output, played, this.bookmaker.afterTipoff(quotes, played));
    return played;
  }

  private sheet(team: Team, date: string, rng: Rng): ReturnType<typeof planSheet> {
    const club = this.clubOf(team);
    const healthy = () => club.roster.filter((p) => p.out_until === null || p.out_until <= date).length;
    while (healthy() < FEWEST) this.league.emergencySigning(club, this.year, rng);
    const last = this.lastPlayed.get(team);
    const backToBack = last !== undefined && Date.parse(date) - Date.parse(last) <= 86_400_000;
    return planSheet(club, date, backToBack, rng);
  }

  private afterGame(played: PlayedGame): void {
    const { scheduled, game } = played;
    const news: InjuryNews[] = [];
    for (const side of game.sides) {
      this.lastPlayed.set(side.club.team, scheduled.date);
      for (const line of side.lines) {
        if (line.seconds > 0) this.seen.add(line.player.id);
        if (line.hurt) this.health.hurtInGame(side.club, line.player, scheduled.date, news);
      }
    }
    this.writeNews(news);
    this.bookmaker.learn(played);
    this.counts.add(scheduled.kind);
    if (scheduled.kind === 'regular') this.standings.add(scheduled.home, scheduled.away, game.margin(game.sides[0]));
  }

  private writeNews(news: readonly InjuryNews[]): void {
    this.output.file('season', 'injury_transactions.csv', INJURIES_HEADER).lines(news.map(injuryLine));
  }

  private writeReports(today: readonly ScheduledGame[], news: readonly InjuryNews[]): void {
    const back = new Set(news.filter(({ kind }) => kind === 'acquired').map(({ player }) => player));
    const lines = today.flatMap((game) =>
      injuryReportLines(game, [this.clubOf(game.away), this.clubOf(game.home)], back),
    );
    this.output.file('season', 'injury_reports.csv', INJURY_REPORT_HEADER).lines(lines);
  }

  /** Rosters of the day, where they are others than those before. */
  private writeRosters(): void {
    const lines = this.league.clubs.flatMap((club) => rosterLines(club, this.year));
    const now = lines.join();
    if (now !== this.rosters) this.output.file('season', 'rosters.csv', ROSTER_HEADER).lines(lines);
    this.rosters = now;
  }

  private async finish(): Promise<SeasonSummary> {
    await this.output.endDay();
    hideAfter(this.games, this.options.until ?? '9999-12-31', this.rng.fork('hide'));
    const schedule = this.output.file('season', 'schedule_league_v2.json');
    schedule.text(scheduleJson(this.games, this.year));
    schedule.rows = this.games.length;
    if (this.options.daily && !this.options.live)
      this.output
        .file('season', 'rosters.csv', ROSTER_HEADER)
        .lines(this.league.clubs.flatMap((club) => rosterLines(club, this.year)));
    return {
      season: this.label,
      firstDate: this.calendar.start,
      lastDate: this.lastDate,
      games: Object.fromEntries(this.counts.entries()),
      players: this.seen.size,
      trades: this.trades,
    };
  }

  private clubOf(team: Team): Club {
    const club = this.league.clubs.find((c) => c.team === team);
    if (club === undefined) throw new RangeError(`no club ${team.abbr}`);
    return club;
  }

  private tradeDays(): string[] {
    const rng = this.rng.fork('trades');
    const dates = datesBetween(this.calendar.start, this.calendar.end);
    const count = Math.max(1, Math.round(this.league.clubs.length * TRADES.perTeam));
    return Array.from({ length: count }, () => {
      const at = Math.floor(dates.length * rng.between(TRADES.from, TRADES.to));
      return dates[at] ?? this.calendar.end;
    });
  }
}

const OFFICIAL_NAMES =
  'Abel Brook Cole Dunn Eddy Farr Gale Hirst Innes Judd Kerr Lund Marsh Nash Orr Pike Quill Rusk Shaw Tobin'.split(' ');

function makeOfficials(rng: Rng): string[] {
  return Array.from(
    { length: OFFICIALS },
    () => `${rng.pick('ABCDEFGHJKLMNPRSTW'.split(''))}.${rng.pick(OFFICIAL_NAMES)}`,
  );
}
