/** Length of a quarter and of an overtime period (NBA rule 5, section II: 12 and 5 minutes). */
export const QUARTER_SECONDS = 720;
const OVERTIME_SECONDS = 300;

/** Time of a team's five players together: in four quarters, and in an overtime period. */
export const TEAM_REGULATION_SECONDS = 5 * 4 * QUARTER_SECONDS;
export const TEAM_OVERTIME_SECONDS = 5 * OVERTIME_SECONDS;

/** No player has been on court longer: 69 minutes, in a game of five overtimes. */
export const LONGEST_SECONDS = 70 * 60;

/** Length of a period in seconds; periods 1-4 are quarters, later ones overtimes. */
export function secondsOfPeriod(period: number): number {
  return period <= 4 ? QUARTER_SECONDS : OVERTIME_SECONDS;
}

/** secondsOfPeriod in SQL; NULL of NULL. */
export function periodSecondsSql(period: string): string {
  return `(CASE WHEN (${period}) <= 4 THEN ${QUARTER_SECONDS} WHEN (${period}) > 4 THEN ${OVERTIME_SECONDS} END)`;
}

/** Seconds as box scores write minutes, mm:ss: 2,046 is "34:06", 59 is "0:59". */
export function formatMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
