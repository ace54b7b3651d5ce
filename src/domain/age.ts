/** Whole years on a date of somebody born on another: he is a year older from his birthday on. Both ISO. */
export function ageOn(date: string, born: string): number {
  const number = (iso: string) => Number(iso.replaceAll('-', ''));
  return Math.floor((number(date) - number(born)) / 10_000);
}

/** The same as SQL over two date expressions. */
export function ageOnSql(date: string, born: string): string {
  const number = (sql: string) =>
    `(EXTRACT(YEAR FROM ${sql}) * 10000 + EXTRACT(MONTH FROM ${sql}) * 100 + EXTRACT(DAY FROM ${sql}))`;
  return `FLOOR((${number(date)} - ${number(born)}) / 10000e0)`;
}
