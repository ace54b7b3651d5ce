import { TDGS } from '../names.js';
import { ZONES } from '../precompute/zone-columns.js';
import type { SqlContext } from '../sql-context.js';

/** Games of the sample of a team's defence by zone. */
export const DEFENCE_WINDOW = 15;

/** The sample: games with zones. Rating and pace use those of them that have both numbers that they divide. */
const ZONED = 'g.opp_paint_attempts IS NOT NULL';
const RATED = `${ZONED} AND g.possessions IS NOT NULL AND g.points_allowed IS NOT NULL`;
const PACED = `${ZONED} AND g.possessions IS NOT NULL AND g.team_seconds IS NOT NULL`;

/**
 * One row per team and scheduled game with what its opponents did, where the data has zones. What a game with a shot chart alone
 * does not tell (blocks, possessions) is NULL; makes and attempts of a zone are both known or both NULL.
 */
export function defenceGames(ctx: SqlContext): string {
  const shots = ZONES.flatMap((z) => {
    const known = `${ZONED} AND g.opp_${z}_makes IS NOT NULL AND g.opp_${z}_attempts IS NOT NULL`;
    return [
      `CASE WHEN ${known} THEN g.opp_${z}_makes END AS ${z}_makes`,
      `CASE WHEN ${known} THEN g.opp_${z}_attempts END AS ${z}_attempts`,
      `CASE WHEN ${ZONED} THEN g.blocks_${z} END AS ${z}_blocks`,
    ];
  });
  return `(SELECT s.game_id, s.game_date, s.season, s.team_abbr, ${ZONED} AS has_zones,
      ${shots.join(',\n      ')},
      CASE WHEN ${ZONED} THEN g.points_allowed END AS points_allowed,
      CASE WHEN ${RATED} THEN g.points_allowed END AS rated_points,
      CASE WHEN ${RATED} THEN g.possessions END AS rated_possessions,
      CASE WHEN ${PACED} THEN g.possessions END AS paced_possessions,
      CASE WHEN ${PACED} THEN g.team_seconds END AS team_seconds
    FROM ${ctx.teamSchedule()} s LEFT JOIN ${ctx.history(TDGS)} g ON g.game_id = s.game_id AND g.team_abbr = s.team_abbr)`;
}
