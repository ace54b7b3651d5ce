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

type Own = 'fga' | 'fta' | 'orb' | 'fgm' | 'tov' | 'drb';
type Opponent = 'oppFga' | 'oppFta' | 'oppOrb' | 'oppFgm' | 'oppTov' | 'oppDrb';

/**
 * Possessions of a team in a game, estimated; both sides get the same number, to the last bit.
 * 0.5 ((FGA + 0.4 FTA - 1.07 (ORB / (ORB + OppDRB)) (FGA - FGM) + TOV) + (the same of the opponent)).
 * Null if an input is unknown or a side had no rebound chance at all.
 * Source: https://www.basketball-reference.com/about/glossary.html (Poss).
 */
export function possessions(box: MeasuredFields<Own | Opponent>): Measured {
  return ifMeasured(box, (b) => {
    const own = side(b.fga, b.fta, b.orb, b.fgm, b.tov, b.oppDrb);
    const opponent = side(b.oppFga, b.oppFta, b.oppOrb, b.oppFgm, b.oppTov, b.drb);
    return own === null || opponent === null ? null : (own + opponent) / 2;
  });
}

function side(fga: number, fta: number, orb: number, fgm: number, tov: number, oppDrb: number): Measured {
  const share = ratio(orb, orb + oppDrb);
  return share === null ? null : fga + 0.4 * fta - 1.07 * share * (fga - fgm) + tov;
}

/** possessions in SQL. One addition of two doubles commutes exactly, which is why swapping the sides changes no bit. */
export function possessionsSql(b: SqlFields<Own | Opponent>): string {
  const own = sideSql(b.fga, b.fta, b.orb, b.fgm, b.tov, b.oppDrb);
  const opponent = sideSql(b.oppFga, b.oppFta, b.oppOrb, b.oppFgm, b.oppTov, b.drb);
  return `((${own} + ${opponent}) / ${floatSql(2)})`;
}

function sideSql(fga: string, fta: string, orb: string, fgm: string, tov: string, oppDrb: string): string {
  const share = ratioSql(`(${orb})`, `((${orb}) + (${oppDrb}))`);
  return `((${fga}) + 0.4e0 * (${fta}) - 1.07e0 * ${share} * ((${fga}) - (${fgm})) + (${tov}))`;
}

/**
 * Pace: possessions per 48 minutes, 48 x possessions / (team minutes / 5). teamSeconds is the sum over the team's
 * players (14,400; 1,500 more for each overtime). Source: https://www.basketball-reference.com/about/glossary.html (Pace).
 */
export function pace(game: MeasuredFields<'possessions' | 'teamSeconds'>): Measured {
  return ifMeasured(game, ({ possessions: count, teamSeconds }) => ratio(14_400 * count, teamSeconds));
}

/** pace in SQL. */
export function paceSql({ possessions: count, teamSeconds }: SqlFields<'possessions' | 'teamSeconds'>): string {
  return ratioSql(`(14400 * (${count}))`, `(${teamSeconds})`);
}

/**
 * Offensive rating (points scored) or defensive rating (points allowed): points per 100 possessions.
 * Source: https://www.basketball-reference.com/about/glossary.html (ORtg, DRtg of teams).
 */
export function rating(game: MeasuredFields<'points' | 'possessions'>): Measured {
  return ifMeasured(game, ({ points, possessions: count }) => ratio(100 * points, count));
}

/** rating in SQL. */
export function ratingSql({ points, possessions: count }: SqlFields<'points' | 'possessions'>): string {
  return ratioSql(`(100 * (${points}))`, `(${count})`);
}

/**
 * Turnovers per play, a fraction 0-1: TOV / (FGA + 0.44 FTA + TOV).
 * Source: https://www.basketball-reference.com/about/glossary.html (TOV%, there times 100).
 */
export function turnoverRate(box: MeasuredFields<'tov' | 'fga' | 'fta'>): Measured {
  return ifMeasured(box, ({ tov, fga, fta }) => ratio(tov, fga + FREE_THROW_WEIGHT * fta + tov));
}

/** turnoverRate in SQL. */
export function turnoverRateSql({ tov, fga, fta }: SqlFields<'tov' | 'fga' | 'fta'>): string {
  return ratioSql(`(${tov})`, `((${fga}) + ${floatSql(FREE_THROW_WEIGHT)} * (${fta}) + (${tov}))`);
}

/**
 * Share of a team's own misses it rebounded, a fraction 0-1: ORB / (ORB + opponent DRB).
 * Source: https://www.basketball-reference.com/about/factors.html (offensive rebounding factor).
 */
export function offensiveReboundRate(box: MeasuredFields<'orb' | 'oppDrb'>): Measured {
  return ifMeasured(box, ({ orb, oppDrb }) => ratio(orb, orb + oppDrb));
}

/** offensiveReboundRate in SQL. */
export function offensiveReboundRateSql({ orb, oppDrb }: SqlFields<'orb' | 'oppDrb'>): string {
  return ratioSql(`(${orb})`, `((${orb}) + (${oppDrb}))`);
}

/**
 * Free-throw attempts per field-goal attempt: FTA / FGA, not bounded by 1.
 * Source: https://www.basketball-reference.com/about/glossary.html (FTr).
 */
export function freeThrowRate(box: MeasuredFields<'fta' | 'fga'>): Measured {
  return ifMeasured(box, ({ fta, fga }) => ratio(fta, fga));
}

/** freeThrowRate in SQL. */
export function freeThrowRateSql({ fta, fga }: SqlFields<'fta' | 'fga'>): string {
  return ratioSql(`(${fta})`, `(${fga})`);
}
