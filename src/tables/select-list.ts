/** Columns of a SELECT: the SQL of each by its name. */
export type SelectList = Readonly<Record<string, string>>;

/** The columns as SQL, one a line. */
export function selectList(columns: SelectList): string {
  return Object.entries(columns)
    .map(([name, sql]) => (sql === name || isColumn(sql, name) ? sql : `${sql} AS ${name}`))
    .join(',\n  ');
}

const isColumn = (sql: string, name: string) => /^\w+\.\w+$/.test(sql) && sql.endsWith(`.${name}`);

/** A column and its SQL. */
export type Selected = readonly [name: string, sql: string];

/** A column of each name, by the SQL made of it. */
export const columnsFrom = (names: readonly string[], sql: (name: string) => string): SelectList =>
  Object.fromEntries(names.map((name) => [name, sql(name)]));

/** The columns of a relation under their own names, or those with a prefix. */
export const columnsOf = (alias: string, names: readonly string[], prefix = ''): SelectList =>
  Object.fromEntries(names.map((name) => [`${prefix}${name}`, `${alias}.${name}`]));

/** Columns that the relation has, as they are. */
export const sameColumns = (names: readonly string[]): SelectList => columnsFrom(names, (name) => name);

/** CASE: the value of the first condition that holds, a line each; else the last one, or NULL. */
export function firstThat(
  branches: readonly (readonly [condition: string, value: string])[],
  otherwise?: string,
): string {
  const lines = branches.map(([condition, value]) => `WHEN ${condition} THEN ${value}`);
  if (otherwise !== undefined) lines.push(`ELSE ${otherwise}`);
  return `CASE\n    ${lines.join('\n    ')} END`;
}
