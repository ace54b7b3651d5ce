import type { Dialect } from './dialect.js';

/** A numbered change of the schema of an engine's warehouses. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  statements(d: Dialect): readonly string[];
}
