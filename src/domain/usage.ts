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

type OwnField = 'fga' | 'fta' | 'tov';
type TeamField = Exclude<Field, OwnField>;

/** usageRate in SQL. */
export function usageRateSql(box: SqlFields<Field>): string {
  const weight = floatSql(FREE_THROW_WEIGHT);
  const teamPlays = `((${box.teamFga}) + ${weight} * (${box.teamFta}) + (${box.teamTov}))`;
  return ratioSql(`(${playsSql(box)} * (${box.teamSeconds}))`, `(5 * (${box.seconds}) * ${teamPlays})`);
}

/** Plays a player used, in SQL: FGA + 0.44 FTA + TOV. */
export function playsSql(box: SqlFields<OwnField>): string {
  return `((${box.fga}) + ${floatSql(FREE_THROW_WEIGHT)} * (${box.fta}) + (${box.tov}))`;
}

/**
 * A player's part of his team's plays by his minutes, in SQL: what his plays are a share of in usageRate. Sums of both
 * over several games give the usage rate of all of them together.
 */
export function playsOnCourtSql(box: SqlFields<TeamField>): string {
  const weight = floatSql(FREE_THROW_WEIGHT);
  const teamPlays = `((${box.teamFga}) + ${weight} * (${box.teamFta}) + (${box.teamTov}))`;
  return ratioSql(`(5 * (${box.seconds}) * ${teamPlays})`, box.teamSeconds);
}

/** How much of the rise that an equal split of plays and minutes would give is seen: measured, see docs/decisions/15. */
const SEEN_SHARE = 0.5;

/**
 * Usage rate to expect of a player when team-mates are out, 0-1: usage x (1 + 0.5 ((1 - m) / (1 - p) - 1)), where the men
 * who are out would use the share p of the team's plays and m of its minutes. Those who play share both; only half of the
 * rise that follows shows in real seasons. Null if everybody else is out.
 */
export function projectedUsageRate(inputs: MeasuredFields<'usage' | 'vacatedPlays' | 'vacatedMinutes'>): Measured {
  return ifMeasured(inputs, ({ usage, vacatedPlays, vacatedMinutes }) => {
    if (vacatedPlays >= 1) return null;
    return Math.min(1, usage * (1 + SEEN_SHARE * ((1 - vacatedMinutes) / (1 - vacatedPlays) - 1)));
  });
}

/** projectedUsageRate in SQL. */
export function projectedUsageRateSql(inputs: SqlFields<'usage' | 'vacatedPlays' | 'vacatedMinutes'>): string {
  const left = (share: string) => `(1e0 - (${share}))`;
  const ratio = ratioSql(left(inputs.vacatedMinutes), left(inputs.vacatedPlays));
  const rate = `((${inputs.usage}) * (1e0 + ${floatSql(SEEN_SHARE)} * (${ratio} - 1e0)))`;
  return `(CASE WHEN (${inputs.vacatedPlays}) >= 1 THEN NULL WHEN ${rate} > 1 THEN 1e0 ELSE ${rate} END)`;
}
