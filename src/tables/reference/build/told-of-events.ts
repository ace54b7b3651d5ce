import type { EventsTold, Score } from '../../../domain/whole-events.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { EVENTS_TOLD } from '../../names.js';
import type { EventSource } from './events-told.js';

/** Points by side, or, where the source does not tell the side, of both together. */
type Points =
  | { home_points: number; away_points: number; all_points: null }
  | { home_points: null; away_points: null; all_points: number };

type Told = Points & {
  source: EventSource;
  game_id: string;
  last_period: number;
  ended_period: number | null;
  seconds_left: number | null;
  home_running: number | null;
  away_running: number | null;
  steps_back: number;
  of_nobody: number;
};

/** What the events of each source tell of each game. */
export class ToldOfEvents {
  private readonly told = new Map<string, EventsTold>();

  private constructor(rows: readonly Told[]) {
    for (const row of rows) this.told.set(`${row.source} ${row.game_id}`, toldBy(row));
  }

  static async load(warehouse: Warehouse): Promise<ToldOfEvents> {
    return new ToldOfEvents(await warehouse.query<Told>(`SELECT * FROM ${EVENTS_TOLD}`));
  }

  of(source: EventSource, gameId: string): EventsTold | null {
    return this.told.get(`${source} ${gameId}`) ?? null;
  }
}

const runningOf = ({ home_running: home, away_running: away }: Told): Score | null =>
  home === null && away === null ? null : { home: home ?? 0, away: away ?? 0 };

function pointsOf(row: Told): Score {
  if (row.all_points === null) return { home: row.home_points, away: row.away_points };
  const running = runningOf(row) ?? { home: 0, away: 0 };
  // A play that is missing or doubled is one of some side: which, the sum does not tell.
  const extra = row.all_points - running.home - running.away;
  return { ...running, home: running.home + extra };
}

function toldBy(row: Told): EventsTold {
  const { last_period, ended_period, seconds_left, steps_back, of_nobody } = row;
  return {
    last_period,
    ended_period,
    seconds_left,
    points: pointsOf(row),
    running: runningOf(row),
    of_nobody,
    in_order: steps_back === 0,
  };
}
