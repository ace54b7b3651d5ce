import { floatSql, type Measured, type SqlFields } from './measured.js';

/** A player's load before a game; "last 7 days" is [D-7, D-1]. */
export interface Load {
  readonly backToBack: boolean | null;
  /** Days since his latest game; 1 on consecutive nights. Null before his first game: then there is no score. */
  readonly daysSinceLastGame: Measured;
  readonly games7: Measured;
  readonly minutes7: Measured;
  /** Minutes per game of the last 7 days; null if he played none, which tires nobody. */
  readonly avgMinutes7: Measured;
  readonly backToBacks14: Measured;
  /** Years; null where unknown, then left out. */
  readonly age: Measured;
}

/**
 * Fatigue score, integer 0-100, 100 = fresh. Start 100; back-to-back -15, otherwise three or more days since the last
 * game +5; four or more games in 7 days -10; more than 240 minutes in 7 days -10; more than 35 minutes a game in 7 days
 * -8; one back-to-back in 14 days -5, two or more -12; age 30-34 -5, 35 and over -10; clamped.
 * Null if any input but avgMinutes7 and age is unknown. Source: the platform's definition of fatigue_score.
 */
export function fatigueScore(load: Load): Measured {
  const { backToBack, daysSinceLastGame, games7, minutes7, avgMinutes7, backToBacks14, age } = load;
  if (backToBack === null || daysSinceLastGame === null) return null;
  if (games7 === null || minutes7 === null || backToBacks14 === null) return null;
  let score = 100;
  if (backToBack) score -= 15;
  else if (daysSinceLastGame >= 3) score += 5;
  if (games7 >= 4) score -= 10;
  if (minutes7 > 240) score -= 10;
  if (avgMinutes7 !== null && avgMinutes7 > 35) score -= 8;
  if (backToBacks14 >= 2) score -= 12;
  else if (backToBacks14 === 1) score -= 5;
  if (age !== null && age >= 35) score -= 10;
  else if (age !== null && age >= 30) score -= 5;
  // The penalties sum to 65, so the lower bound only guards against a later change of the weights.
  return Math.max(0, Math.min(100, score));
}

/** fatigueScore in SQL; backToBack is a boolean expression. */
export function fatigueScoreSql(load: SqlFields<keyof Load>): string {
  const { backToBack, daysSinceLastGame, games7, minutes7, avgMinutes7, backToBacks14, age } = load;
  const needed = [backToBack, daysSinceLastGame, games7, minutes7, backToBacks14];
  const score = `(100
    + CASE WHEN (${backToBack}) THEN -15 WHEN (${daysSinceLastGame}) >= 3 THEN 5 ELSE 0 END
    + CASE WHEN (${games7}) >= 4 THEN -10 ELSE 0 END
    + CASE WHEN (${minutes7}) > 240 THEN -10 ELSE 0 END
    + CASE WHEN (${avgMinutes7}) > 35 THEN -8 ELSE 0 END
    + CASE WHEN (${backToBacks14}) >= 2 THEN -12 WHEN (${backToBacks14}) = 1 THEN -5 ELSE 0 END
    + CASE WHEN (${age}) >= 35 THEN -10 WHEN (${age}) >= 30 THEN -5 ELSE 0 END)`;
  return `(CASE WHEN ${needed.map((e) => `(${e}) IS NULL`).join(' OR ')} THEN NULL ELSE GREATEST(0, LEAST(100, ${score})) END)`;
}

/** Points added to a projection for fatigue, -5 to 0: (score - 100) / 20. */
export function fatigueAdjustment(score: Measured): Measured {
  return score === null ? null : (score - 100) / 20;
}

/** fatigueAdjustment in SQL. */
export function fatigueAdjustmentSql(score: string): string {
  return `(((${score}) - 100) / ${floatSql(20)})`;
}
