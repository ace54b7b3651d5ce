import { PlatformError } from '../../errors.js';
import type { ScheduledGame } from '../schedule/game.js';
import type { Shelf } from '../write/output.js';
import type { Fault, FaultKind } from './fault.js';

/** What is to be done differently when a game is written. */
export interface GameFaults {
  readonly playByPlay: Shelf;
  readonly chart: Shelf;
  readonly others: Shelf;
  readonly nullDistance: boolean;
  /** Chance that a row is printed twice. */
  readonly duplicates: number;
  readonly scoreGlitch: boolean;
  readonly statCorrection: boolean;
  readonly wrongTeam: boolean;
}

/** Rows printed twice in the real files: 2 to 74 a season. */
const USUAL_DUPLICATES = 2e-5;
const PLANTED_DUPLICATES = 0.02;
const PLANTED_DUPLICATES_SEASON = 0.001;

export interface PlantedFault extends Fault {
  /** Season it fell in. */
  readonly season: string;
  /** Games it touched. */
  readonly games: readonly string[];
  /** What exactly was changed, where that is not plain from the kind. */
  readonly detail: string;
}

interface Touched {
  readonly games: Set<string>;
  readonly details: string[];
}

/** The faults asked for, and the record of where they were planted. */
export class FaultDesk {
  /** What each fault touched, by season: one without a place falls on every season. */
  private readonly touched = new Map<Fault, Map<string, Touched>>();

  private readonly faults: readonly Fault[];

  /** A fault asked for twice is planted once. */
  constructor(faults: readonly Fault[]) {
    this.faults = [...new Map(faults.map((fault) => [`${fault.kind}:${fault.where ?? ''}`, fault])).values()];
  }

  /** Faults of a game; `today` are the games of its date, in order. */
  of(game: ScheduledGame, today: readonly ScheduledGame[], season: string): GameFaults {
    const half = today.slice(0, Math.max(1, Math.floor(today.length / 2)));
    const onDate = (kind: FaultKind) => this.hit(kind, game.date, game, season);
    const onGame = (kind: FaultKind) => this.hit(kind, game.id, game, season);
    const late = onDate('late-file');
    const halved = half.includes(game) && onDate('half-games');
    const withheld = onDate('missing-pbp') || halved;
    const nullDistance = onDate('null-distance');
    const noChart = onDate('missing-shot-chart') || nullDistance || halved;
    const others: Shelf = late ? 'late' : 'season';
    const duplicates = onDate('duplicate-rows')
      ? PLANTED_DUPLICATES
      : this.hit('duplicate-rows', null, game, season)
        ? PLANTED_DUPLICATES_SEASON
        : USUAL_DUPLICATES;
    return {
      playByPlay: withheld ? 'withheld' : others,
      chart: noChart ? 'withheld' : others,
      others,
      nullDistance,
      duplicates,
      scoreGlitch: onGame('score-glitch'),
      statCorrection: onGame('stat-correction'),
      wrongTeam: onGame('wrong-team'),
    };
  }

  wants(kind: FaultKind): boolean {
    return this.faults.some((f) => f.kind === kind);
  }

  /** Notes what a fault changed. */
  detail(kind: FaultKind, where: string, text: string): void {
    const fault = this.faults.find((f) => f.kind === kind && f.where === where);
    for (const touched of (fault && this.touched.get(fault)?.values()) ?? []) touched.details.push(text);
  }

  wholeFile(kind: FaultKind, season: string, text: string): void {
    const fault = this.faults.find((f) => f.kind === kind);
    if (fault !== undefined) this.touch(fault, season).details.push(text);
  }

  /** What was planted in a season so far. */
  plantedIn(season: string): PlantedFault[] {
    return this.planted().filter((planted) => planted.season === season);
  }

  /** What was planted so far, once for each season it fell in. */
  planted(): PlantedFault[] {
    return this.faults.flatMap((fault) =>
      [...(this.touched.get(fault) ?? [])].map(([season, { games, details }]) => ({
        ...fault,
        season,
        games: [...games].sort(),
        detail: details.join('; '),
      })),
    );
  }

  /** BAD_OPTION if a fault found no game: a demo that plants nothing would prove nothing. */
  demandAll(): void {
    const missed = this.faults.find((fault) => !this.touched.has(fault));
    if (missed === undefined) return;
    throw new PlatformError(
      'BAD_OPTION',
      `The fault ${missed.kind}:${missed.where ?? ''} met no game that was played.`,
      'Choose a date with games, or the id of a game, from the schedule of the simulated season.',
    );
  }

  private hit(kind: FaultKind, where: string | null, game: ScheduledGame, season: string): boolean {
    const fault = this.faults.find((f) => f.kind === kind && f.where === where);
    if (fault === undefined) return false;
    this.touch(fault, season).games.add(game.id);
    return true;
  }

  private touch(fault: Fault, season: string): Touched {
    const seasons = this.touched.get(fault) ?? new Map<string, Touched>();
    this.touched.set(fault, seasons);
    const touched = seasons.get(season) ?? { games: new Set<string>(), details: [] };
    seasons.set(season, touched);
    return touched;
  }
}
