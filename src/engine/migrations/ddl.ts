import type { ColumnType } from '../dialect.js';
import type { Migration } from '../migration.js';

/** A migration of literal statements, in which {string}, {date}, ... stand for the dialect's name of that type. */
export const ddl = (version: number, name: string, ...statements: readonly string[]): Migration => ({
  version,
  name,
  statements: (d) => statements.map((sql) => sql.replace(/\{(\w+)\}/g, (_, type) => d.type(type as ColumnType))),
});
