import {
  floatSql,
  ifMeasured,
  type Measured,
  type MeasuredFields,
  ratio,
  ratioSql,
  type SqlFields,
} from './measured.js';
import { FREE_THROW_WEIGHT } from './shooting.js';

type Field = 'fga' | 'fta' | 'tov' | 'seconds' | 'teamFga' | 'teamFta' | 'teamTov' | 'teamSeconds';

/**
 * Usage rate, a fraction 0-1: the share of the team's plays a player used while on the floor.
 * ((FGA + 0.44 FTA + TOV) (TmMIN / 5)) / (MIN (TmFGA + 0.44 TmFTA + TmTOV)); times in seconds, since only their ratio
 * counts. teamSeconds is the sum over the team's players (14,400 without overtime). Null if he did not play or the team
 * used nothing. Source: https://www.basketball-reference.com/about/glossary.html (Usg%, there times 100).
 */
export function usageRate(box: MeasuredFields<Field>): Measured {
  return ifMeasured(box, ({ fga, fta, tov, seconds, teamFga, teamFta, teamTov, teamSeconds }) =>
    ratio(
      (fga + FREE_THROW_WEIGHT * fta + tov) * teamSeconds,
      5 * seconds * (teamFga + FREE_THROW_WEIGHT * teamFta + teamTov),
    ),
  );
}

/** usageRate in SQL. */
export function usageRateSql(box: SqlFields<Field>): string {
  const weight = floatSql(FREE_THROW_WEIGHT);
  const plays = `((${box.fga}) + ${weight} * (${box.fta}) + (${box.tov}))`;
  const teamPlays = `((${box.teamFga}) + ${weight} * (${box.teamFta}) + (${box.teamTov}))`;
  return ratioSql(`(${plays} * (${box.teamSeconds}))`, `(5 * (${box.seconds}) * ${teamPlays})`);
}
