import type { BoxTold, SideTold } from '../../../domain/whole-box.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { SECONDS_TOLD } from '../../../raw/store/coverage.js';
import { MEN_WHO_PLAYED, RAW_PLAYER_BOXES } from '../../../raw/tables/player-boxes.js';
import { RAW_TEAM_BOXES } from '../../../raw/tables/team-boxes.js';

type Side = {
  source: string;
  game_date: string;
  team_abbr: string;
  points: number | null;
  seconds: number | null;
  men: number | null;
};

/** What boxes and logs tell of each team on a date. Minutes that some who scored lack are not those of the team. */
const SIDES = `
  SELECT 'team_log' AS source, game_date, team_abbr, MAX(points) AS points, 60 * MAX(minutes) AS seconds, CAST(NULL AS INT64) AS men
  FROM ${RAW_TEAM_BOXES} GROUP BY game_date, team_abbr
  UNION ALL
  SELECT source_kind, game_date, team_abbr, SUM(points),
    CASE WHEN COUNT(CASE WHEN points > 0 AND ${SECONDS_TOLD} IS NULL THEN 1 END) = 0 THEN SUM(${SECONDS_TOLD}) END,
    ${MEN_WHO_PLAYED}
  FROM ${RAW_PLAYER_BOXES} WHERE game_date IS NOT NULL GROUP BY source_kind, game_date, team_abbr`;

/** Boxes of games, by source, date and teams. */
export class ToldOfBoxes {
  private constructor(private readonly sides: ReadonlyMap<string, SideTold>) {}

  static async load(warehouse: Warehouse): Promise<ToldOfBoxes> {
    const rows = await warehouse.query<Side>(SIDES);
    return new ToldOfBoxes(
      new Map(
        rows.map(({ source, game_date, team_abbr, points, seconds, men }) => [
          `${source} ${game_date} ${team_abbr}`,
          { points, seconds, men },
        ]),
      ),
    );
  }

  /** NULL where the source has neither team. */
  of(source: 'box_score' | 'game_log' | 'team_log', date: string, home: string, away: string): BoxTold | null {
    const side = (team: string) => this.sides.get(`${source} ${date} ${team}`) ?? null;
    const box = { home: side(home), away: side(away) };
    return box.home === null && box.away === null ? null : box;
  }
}
