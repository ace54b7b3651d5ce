import { TDGS } from '../names.js';
import { ZONES } from '../precompute/zone-columns.js';
import type { SqlContext } from '../sql-context.js';

/** Games of the sample of a team's defence by zone. */
export const DEFENCE_WINDOW = 15;

/** One row per team and scheduled game with what its opponents did, where the data has zones. */
export function defenceGames(ctx: SqlContext): string {
  return `(SELECT s.game_id, s.game_date, s.season, s.team_abbr, g.opp_paint_attempts IS NOT NULL AS has_zones,
      ${ZONES.map((z) => `g.opp_${z}_makes AS ${z}_makes, g.opp_${z}_attempts AS ${z}_attempts`).join(', ')},
      g.blocks_paint AS paint_blocks, g.blocks_mid_range AS mid_range_blocks, g.blocks_three_pt AS three_pt_blocks,
      CASE WHEN g.opp_paint_attempts IS NOT NULL THEN g.points_allowed END AS points_allowed,
      CASE WHEN g.opp_paint_attempts IS NOT NULL THEN g.possessions END AS possessions,
      CASE WHEN g.opp_paint_attempts IS NOT NULL THEN g.team_seconds END AS team_seconds
    FROM ${ctx.teamSchedule()} s LEFT JOIN ${ctx.history(TDGS)} g ON g.game_id = s.game_id AND g.team_abbr = s.team_abbr)`;
}
