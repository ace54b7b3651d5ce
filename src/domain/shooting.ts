import {
  floatSql,
  ifMeasured,
  type Measured,
  type MeasuredFields,
  ratio,
  ratioSql,
  type SqlFields,
} from './measured.js';

/** Share of free throws that end a possession, the league-wide weight of the field's formulas. */
export const FREE_THROW_WEIGHT = 0.44;

/**
 * True shooting percentage, a fraction (above 1 is possible: 1.5 for an only shot made for three points).
 * PTS / (2 (FGA + 0.44 FTA)); null only if the denominator is 0 or an input unknown.
 * Source: https://www.basketball-reference.com/about/glossary.html (TS%).
 */
export function trueShooting(box: MeasuredFields<'points' | 'fga' | 'fta'>): Measured {
  return ifMeasured(box, ({ points, fga, fta }) => ratio(points, 2 * (fga + FREE_THROW_WEIGHT * fta)));
}

/** trueShooting in SQL. */
export function trueShootingSql({ points, fga, fta }: SqlFields<'points' | 'fga' | 'fta'>): string {
  return ratioSql(`(${points})`, `(2 * ((${fga}) + ${floatSql(FREE_THROW_WEIGHT)} * (${fta})))`);
}

/**
 * Effective field-goal percentage, a fraction 0-1.5: (FGM + 0.5 3PM) / FGA; null without attempts.
 * Source: https://www.basketball-reference.com/about/glossary.html (eFG%).
 */
export function effectiveFieldGoal(box: MeasuredFields<'fgm' | 'three' | 'fga'>): Measured {
  return ifMeasured(box, ({ fgm, three, fga }) => ratio(fgm + 0.5 * three, fga));
}

/** effectiveFieldGoal in SQL. */
export function effectiveFieldGoalSql({ fgm, three, fga }: SqlFields<'fgm' | 'three' | 'fga'>): string {
  return ratioSql(`((${fgm}) + 0.5e0 * (${three}))`, `(${fga})`);
}
