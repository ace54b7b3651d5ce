import { normalColumn } from './column-name.js';

/** Normalised names that stand for more than one of the columns. */
export function repeatedColumns(names: readonly string[]): Set<string> {
  const normal = names.map(normalColumn);
  return new Set(normal.filter((name, i) => name !== '' && normal.indexOf(name) !== i));
}

/** Normalised names, made unique (a second TEAM_ID becomes team_id_2) and never empty. */
export function uniqueColumns(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    const base = normalColumn(name) || `column_${i + 1}`;
    let unique = base;
    for (let n = 2; seen.has(unique); n++) unique = `${base}_${n}`;
    seen.add(unique);
    return unique;
  });
}
