import { floatSql, ifMeasured, type Measured, type MeasuredFields, type SqlFields } from './measured.js';

/**
 * John Hollinger's Game Score: PTS + 0.4 FGM - 0.7 FGA - 0.4 (FTA - FTM) + 0.7 ORB + 0.3 DRB + STL + 0.7 AST + 0.7 BLK
 * - 0.4 PF - TOV. Source: https://www.basketball-reference.com/about/glossary.html (GmSc).
 */
const GAME_SCORE_WEIGHTS = {
  points: 1,
  fgm: 0.4,
  fga: -0.7,
  ftm: 0.4,
  fta: -0.4,
  orb: 0.7,
  drb: 0.3,
  steals: 1,
  assists: 0.7,
  blocks: 0.7,
  fouls: -0.4,
  turnovers: -1,
} as const;

type Field = keyof typeof GAME_SCORE_WEIGHTS;

const TENTHS = (Object.entries(GAME_SCORE_WEIGHTS) as [Field, number][]).map(
  // Every weight is a whole number of tenths: summed as integers and divided once, the score carries no rounding noise.
  ([field, weight]) => [field, Math.round(weight * 10)] as const,
);

/** Game Score in points-like units (10 is an average game, 40 outstanding); null if an input is unknown. */
export function gameScore(box: MeasuredFields<Field>): Measured {
  return ifMeasured(box, (known) => TENTHS.reduce((sum, [field, tenths]) => sum + tenths * known[field], 0) / 10);
}

/** gameScore in SQL. */
export function gameScoreSql(box: SqlFields<Field>): string {
  return `((${TENTHS.map(([field, tenths]) => `${tenths} * (${box[field]})`).join(' + ')}) / ${floatSql(10)})`;
}
