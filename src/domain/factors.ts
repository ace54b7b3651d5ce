import {
  clamp,
  clampSql,
  floatSql,
  ifMeasured,
  type Measured,
  type MeasuredFields,
  type SqlFields,
} from './measured.js';

/** The factors of the composite score are held within this many points either way. */
const LIMIT = 3;

/**
 * Pace score, -3 to 3, positive = faster game: clamp(pace differential / 2). The differential is the mean pace of both
 * teams minus the league's, in possessions per 48 minutes. Source: the platform's definition of pace_score.
 */
export function paceScore(paceDifferential: Measured): Measured {
  return paceDifferential === null ? null : clamp(paceDifferential / 2, -LIMIT, LIMIT);
}

/** paceScore in SQL. */
export function paceScoreSql(paceDifferential: string): string {
  return clampSql(`(${paceDifferential}) / ${floatSql(2)}`, -LIMIT, LIMIT);
}

/** Factor on a projected rise in usage by the number of star team-mates out. */
const ONE_STAR_OUT = 1.15;
const MORE_STARS_OUT = 1.3;

/**
 * Usage-spike score, -3 to 3: clamp(0.3 x 100 x (projected - usage) x star factor), the factor (1.15 with one star
 * team-mate out, 1.30 with two or more) only on a rise. Rates are fractions. Null if an input is unknown.
 * Source: the platform's definition of usage_spike_score.
 */
export function usageSpikeScore(inputs: MeasuredFields<'projected' | 'usage' | 'starsOut'>): Measured {
  return ifMeasured(inputs, ({ projected, usage, starsOut }) => {
    const rise = projected - usage;
    const stars = rise <= 0 || starsOut < 1 ? 1 : starsOut >= 2 ? MORE_STARS_OUT : ONE_STAR_OUT;
    return clamp(30 * rise * stars, -LIMIT, LIMIT);
  });
}

/** usageSpikeScore in SQL. */
export function usageSpikeScoreSql(inputs: SqlFields<'projected' | 'usage' | 'starsOut'>): string {
  const rise = `((${inputs.projected}) - (${inputs.usage}))`;
  const stars = `CASE WHEN (${inputs.starsOut}) IS NULL THEN NULL WHEN ${rise} <= 0 OR (${inputs.starsOut}) < 1 THEN 1
    WHEN (${inputs.starsOut}) >= 2 THEN ${floatSql(MORE_STARS_OUT)} ELSE ${floatSql(ONE_STAR_OUT)} END`;
  return clampSql(`30 * ${rise} * ${stars}`, -LIMIT, LIMIT);
}

/**
 * Opponent-strength score, -3 to 3, positive = weaker defence: clamp((opponent's defensive rating - league mean) / 2),
 * both in points per 100 possessions. Source: the platform's definition of opponent_strength_score.
 */
export function opponentStrengthScore(inputs: MeasuredFields<'opponentRating' | 'leagueMean'>): Measured {
  return ifMeasured(inputs, ({ opponentRating, leagueMean }) =>
    clamp((opponentRating - leagueMean) / 2, -LIMIT, LIMIT),
  );
}

/** opponentStrengthScore in SQL. */
export function opponentStrengthScoreSql(inputs: SqlFields<'opponentRating' | 'leagueMean'>): string {
  return clampSql(`((${inputs.opponentRating}) - (${inputs.leagueMean})) / ${floatSql(2)}`, -LIMIT, LIMIT);
}
