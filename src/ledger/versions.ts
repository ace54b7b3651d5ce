import type { Warehouse } from '../engine/warehouse.js';
import type { Span } from '../tables/read-window.js';
import { PARTITIONS } from './processing-names.js';

/** Content versions of the ledger: which upstream partitions changed after a stale partition was built. */
export class Versions {
  private constructor(
    private readonly newer: ReadonlyMap<string, readonly { readonly date: string; readonly version: number }[]>,
    private readonly built: ReadonlyMap<string, number>,
  ) {}

  /** @param stale dates of the table whose inputs changed; only content newer than the oldest of them is read */
  static async load(warehouse: Warehouse, table: string, stale: readonly string[]): Promise<Versions> {
    if (stale.length === 0) return new Versions(new Map(), new Map());
    const builds = await warehouse.query<{ day: string; version: number }>(
      `SELECT partition_date AS day, built_version AS version FROM ${PARTITIONS}
       WHERE table_name = ? AND built_version IS NOT NULL`,
      [table],
    );
    const asked = new Set(stale);
    const built = new Map(builds.flatMap(({ day, version }) => (asked.has(day) ? [[day, version]] : [])));
    const oldest = [...built.values()].reduce((low, version) => Math.min(low, version), Number.MAX_SAFE_INTEGER);
    const rows = await warehouse.query<{ name: string; day: string; version: number }>(
      `SELECT table_name AS name, partition_date AS day, content_version AS version FROM ${PARTITIONS}
       WHERE content_version > ? ORDER BY table_name, partition_date`,
      [oldest],
    );
    const newer = new Map<string, { date: string; version: number }[]>();
    for (const { name, day, version } of rows) {
      const list = newer.get(name) ?? [];
      newer.set(name, list);
      list.push({ date: day, version });
    }
    return new Versions(newer, built);
  }

  /** Upstream partitions of a span whose content is newer than the partition. Those that were removed are not known. */
  changedSince(date: string, span: Span & { readonly table: string }): string[] {
    const built = this.built.get(date);
    if (built === undefined) return [];
    return (this.newer.get(span.table) ?? [])
      .filter((entry) => entry.version > built && entry.date >= span.low && entry.date <= span.high)
      .map((entry) => entry.date);
  }
}
