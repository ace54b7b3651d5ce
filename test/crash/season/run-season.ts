import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LiveKey } from '../../../src/simulate/live/live-key.js';
import { Rng } from '../../../src/simulate/rng.js';
import { simulate } from '../../../src/simulate/simulate.js';
import { readAlerts } from '../../../src/watch/alerts/alert-file.js';
import { differences, upToHorizon } from './contents.js';
import { judge, type SeenAlert, type Verdict } from './judge.js';
import { type Progress, progressIn, saveProgress } from './progress.js';
import { replaysOf } from './replays.js';

const BIN = resolve(import.meta.dirname, '../../../bin/nba-props.js');
const CLOCK = resolve(import.meta.dirname, 'clock.mjs');
const DIE_HERE = resolve(import.meta.dirname, '../cycles/die-here.mjs');
/** `day` looks so long after a delivery: in the morning after nine, in the evening when lines are due. */
const AFTER_MS = 21 * 60_000;
/** How long after a pass began a person says who is meant by a name. */
const ANSWER_MS = 60 * 60_000;
/** A command that takes so many seconds hangs; those in which the test itself was stopped are not counted. */
const LONGEST_SECONDS = 300;
/** Statements of a pass over a day, roughly: kills fall anywhere among them. */
const STATEMENTS = 900;

export interface SeasonOptions {
  readonly seed: string;
  readonly teams: number;
  /** How many deliveries; all by default. */
  readonly deliveries?: number;
  /** Share of passes that are killed before they are made again. */
  readonly kills: number;
  readonly until?: string;
  /** Where the season is played and kept; if one was begun there, it is gone on with. A temporary folder by default. */
  readonly folder?: string;
  readonly onStep?: (text: string) => void;
}

export interface SeasonReport extends Verdict {
  readonly seed: string;
  readonly deliveries: number;
  readonly passes: number;
  readonly kills: number;
  readonly aliases: number;
  readonly partitions: number;
  /** Slates that were served, and those that their replay gives otherwise than byte for byte. */
  readonly served: number;
  readonly replayed_otherwise: readonly string[];
  /** Partitions whose content is another than that of one clean backfill. */
  readonly different: readonly string[];
  /** Commands that ended otherwise than they should. */
  readonly wrong: readonly string[];
}

/** A hostile season: what comes is copied over a drop folder, `day` runs, is killed and runs again; then all is compared and counted. */
export async function runSeason(options: SeasonOptions): Promise<SeasonReport> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'nba-props-season-'));
  try {
    return await new SeasonRun(folder, options).run();
  } finally {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

class SeasonRun {
  private readonly drop: string;
  private readonly db: string;
  private readonly rng: Rng;
  private readonly progress: Progress;

  constructor(
    private readonly folder: string,
    private readonly options: SeasonOptions,
  ) {
    this.drop = join(folder, 'drop');
    this.db = join(folder, 'live.duckdb');
    this.progress = progressIn(folder);
    this.rng = new Rng(`season/${options.seed}/${this.progress.delivered}`);
    for (const made of ['drop', 'once', 'league']) rmSync(join(folder, made), { recursive: true, force: true });
    for (const made of ['drop', 'once']) mkdirSync(join(folder, made), { recursive: true });
  }

  async run(): Promise<SeasonReport> {
    const { seed, teams, until, deliveries = Number.POSITIVE_INFINITY, onStep } = this.options;
    const league = join(this.folder, 'league');
    const { live } = await simulate({
      seasons: 1,
      seed,
      teams,
      out: league,
      live: true,
      ...(until === undefined ? {} : { until }),
    });
    const [key] = live;
    if (key === undefined) throw new Error('no live season');
    let last = '';
    const made = key.deliveries.slice(0, deliveries);
    const once = join(this.folder, 'once.duckdb');
    // Beside the passes: it needs nothing of them.
    const ingested = this.ingestAll(made, league, once);
    for (const [i, { at, folder }] of made.entries()) {
      cpSync(join(league, folder), this.drop, { recursive: true });
      last = timeAfter(at);
      if (i < this.progress.delivered) continue;
      await this.pass(last);
      await this.answer(key, last);
      this.save({ delivered: i + 1 });
      const { kills } = this.progress;
      onStep?.(`${i + 1} of ${made.length}, ${at}: ${kills} kills, ${readAlerts(this.db).open.length} open`);
    }
    await ingested;
    onStep?.('one clean backfill, and replays');
    const [{ served, differing }] = await Promise.all([replaysOf(this.db), this.backfillOnce(once, last)]);
    const [is, was] = await upToHorizon(this.db, once);
    const { passes, kills, aliases, seen, wrong } = this.progress;
    return {
      seed,
      deliveries: made.length,
      passes,
      kills,
      aliases: Object.keys(aliases).length,
      partitions: was.length,
      served,
      replayed_otherwise: differing,
      different: differences(is, was),
      wrong,
      ...judge(key.faults, alertsOf(Object.values(seen), until), last),
    };
  }

  /** Ingests what came, each delivery at its time: what was known before a game is part of what is known of it. */
  private async ingestAll(made: LiveKey['deliveries'], league: string, db: string): Promise<void> {
    const drop = join(this.folder, 'once');
    for (const [i, { at, folder }] of made.entries()) {
      cpSync(join(league, folder), drop, { recursive: true });
      if (i < this.progress.ingested) continue;
      // A broken file may be among them: what it says is for the pass to tell.
      const { signal } = await this.spawn(timeAfter(at), ['ingest', drop, '--db', db, '--quiet']);
      if (signal !== null) this.progress.wrong.push(`ingest at ${at}: ${signal}`);
      this.save({ ingested: i + 1 });
    }
  }

  private save(done: Partial<Progress>): void {
    saveProgress(this.folder, Object.assign(this.progress, done));
  }

  private async backfillOnce(db: string, now: string): Promise<void> {
    for (const [name, id] of Object.entries(this.progress.aliases))
      await this.must(now, ['names', 'alias', 'add', name, String(id), '--db', db]);
    await this.must(now, ['backfill', 'all', '--db', db, '--quiet']);
  }

  /** One pass, sometimes killed first at any of its statements, once or twice. */
  private async pass(now: string): Promise<void> {
    const args = ['day', '--inbox', this.drop, '--db', this.db, '--quiet', '--json'];
    while (this.rng.chance(this.options.kills)) {
      const nth = this.rng.int(1, STATEMENTS);
      const at = JSON.stringify({ matches: '.', nth, when: this.rng.pick(['before', 'after']), signal: 'SIGKILL' });
      const ended = await this.spawn(now, args, { NBA_CRASH_AT: at });
      if (ended.signal !== 'SIGKILL') break;
      this.progress.kills++;
    }
    this.progress.passes++;
    const { status, stdout, stderr } = await this.spawn(now, args);
    if (status !== 0 && status !== 1)
      this.progress.wrong.push(`day at ${now}: ${status} ${stderr}${stdout}`.slice(0, 2000));
  }

  /** What a person does: says who is meant by a name that nobody has. Also notes what is told. */
  private async answer({ faults }: LiveKey, now: string): Promise<void> {
    const { open, closed } = readAlerts(this.db);
    for (const { key, what, since } of [...open, ...closed])
      this.progress.seen[`${key} ${since}`] ??= { key, what, since };
    for (const { needs, subject, player_id: id } of faults) {
      if (needs !== 'person' || subject === null || id === null || subject in this.progress.aliases) continue;
      if (!open.some(({ key }) => key === `name:${subject}`)) continue;
      this.progress.aliases[subject] = id;
      // After the pass, which takes less than this.
      const later = new Date(Date.parse(now) + ANSWER_MS).toISOString();
      await this.must(later, ['names', 'alias', 'add', subject, String(id), '--db', this.db]);
    }
  }

  private async must(now: string, args: readonly string[]): Promise<void> {
    const { status, stdout, stderr } = await this.spawn(now, args);
    if (status !== 0) this.progress.wrong.push(`${args.join(' ')}: ${status} ${stderr}${stdout}`.slice(0, 2000));
  }

  private spawn(now: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const env = { ...process.env, NBA_CLOCK: now, NBA_PROPS_ALERT_COMMAND: 'cat > /dev/null', ...more };
    const words = ['--import', CLOCK, '--import', DIE_HERE, BIN, ...args];
    return new Promise((done) => {
      const child = execFile(
        process.execPath,
        words,
        { env, encoding: 'utf8', maxBuffer: 1 << 28 },
        (_, stdout, stderr) => {
          clearInterval(clock);
          done({ status: child.exitCode, signal: child.signalCode, stdout, stderr });
        },
      );
      let seconds = 0;
      const clock = setInterval(() => {
        if (++seconds === LONGEST_SECONDS) child.kill();
      }, 1000);
    });
  }
}

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const timeAfter = (delivery: string): string => new Date(Date.parse(delivery) + AFTER_MS).toISOString();

/** Alerts of dates that the season was played on: of later ones nothing comes. */
const alertsOf = (alerts: readonly SeenAlert[], until: string | undefined): SeenAlert[] =>
  alerts.filter(({ key }) => until === undefined || (/\d{4}-\d\d-\d\d/.exec(key)?.[0] ?? '') <= until);
