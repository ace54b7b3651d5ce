/**
 * Chance of winning that American odds imply, the book's margin included: -150 stakes 150 to win 100, so 150 / 250; +130
 * stakes 100 to win 130, so 100 / 230. A difference of two odds would jump by 200 where they cross even money; that of
 * two chances does not.
 */
export function impliedProbability({ moneyline }: { readonly moneyline: number | null }): number | null {
  if (moneyline === null) return null;
  return moneyline < 0 ? -moneyline / (100 - moneyline) : 100 / (100 + moneyline);
}

/** The same rule in SQL. */
export const impliedProbabilitySql = ({ moneyline }: { readonly moneyline: string }): string =>
  `(CASE WHEN (${moneyline}) < 0 THEN -(${moneyline}) / (100e0 - (${moneyline})) ELSE 100e0 / (100e0 + (${moneyline})) END)`;
