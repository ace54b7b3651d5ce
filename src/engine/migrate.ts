import type { Effects } from '../effects.js';
import { PlatformError } from '../errors.js';
import type { Migration } from './migration.js';
import type { StoredTable } from './stored-table.js';
import type { Warehouse } from './warehouse.js';

const SCHEMA_MIGRATIONS = 'nba_processing.schema_migrations';

/** The versions of the schema that were applied. */
export const VERSIONS: StoredTable = {
  name: SCHEMA_MIGRATIONS,
  columns: [
    { name: 'version', type: 'integer' },
    { name: 'name', type: 'string' },
    { name: 'applied_at', type: 'timestamp' },
  ],
};

/**
 * Applies the pending migrations, each in one transaction, in order. Refuses a warehouse with a version it does not know.
 * Returns the names of those applied. Errors: WAREHOUSE_NEWER, NOT_A_WAREHOUSE for a database of something else.
 */
export async function migrate(
  warehouse: Warehouse,
  migrations: readonly Migration[],
  effects: Pick<Effects, 'now'>,
): Promise<string[]> {
  const current = await currentVersion(warehouse);
  refuseNewer(warehouse, current, migrations);
  if (current === latest(migrations)) return [];
  if (current === 0) await refuseForeign(warehouse);
  const { dialect: d } = warehouse;
  await warehouse.createTables([VERSIONS]);
  const applied: string[] = [];
  for (const migration of migrations.filter((m) => m.version > current)) {
    await warehouse.transaction(async () => {
      for (const statement of migration.statements(d)) await warehouse.execute(statement);
      await warehouse.change(`INSERT INTO ${SCHEMA_MIGRATIONS} VALUES (?, ?, ?)`, [
        migration.version,
        migration.name,
        effects.now().toISOString(),
      ]);
    });
    applied.push(`${migration.version} ${migration.name}`);
  }
  return applied;
}

/**
 * A database with other tables and without a schema version is somebody else's: nothing is written into it. In an adopted one the
 * table of versions exists without a row.
 */
async function refuseForeign(warehouse: Warehouse): Promise<void> {
  const names = await warehouse.tableNames();
  const [first] = names;
  if (first === undefined || names.includes(SCHEMA_MIGRATIONS)) return;
  throw new PlatformError(
    'NOT_A_WAREHOUSE',
    `${warehouse.location} is a database of something else (it holds ${first}).`,
    'Pass another file with --db; one that does not exist yet is made.',
  );
}

/**
 * Version of a warehouse; 0 for a file without one.
 * @param there names of its tables, where they are known
 */
export async function currentVersion(warehouse: Warehouse, there?: ReadonlySet<string>): Promise<number> {
  const names = there ?? new Set(await warehouse.tableNames());
  if (!names.has(SCHEMA_MIGRATIONS)) return 0;
  const rows = await warehouse.query<{ version: number | null }>(
    `SELECT MAX(version) AS version FROM ${SCHEMA_MIGRATIONS}`,
  );
  return rows[0]?.version ?? 0;
}

/**
 * For commands that only read and so cannot migrate: throws unless the warehouse has the newest version.
 * @param there names of its tables, where they are known
 * Errors: WAREHOUSE_OLDER, WAREHOUSE_NEWER, NOT_A_WAREHOUSE.
 */
export async function requireCurrent(
  warehouse: Warehouse,
  migrations: readonly Migration[],
  there?: ReadonlySet<string>,
): Promise<void> {
  const current = await currentVersion(warehouse, there);
  refuseNewer(warehouse, current, migrations);
  const wanted = latest(migrations);
  if (current < wanted) {
    if (current > 0) {
      throw olderWarehouse(`${warehouse.location} has schema version ${current}; this program needs ${wanted}.`);
    }
    throw new PlatformError(
      'NOT_A_WAREHOUSE',
      `${warehouse.location} holds no nba-props warehouse.`,
      'Run "nba-props ingest PATH..." first, or pass another file with --db.',
    );
  }
}

export const olderWarehouse = (what: string): PlatformError =>
  new PlatformError('WAREHOUSE_OLDER', what, 'Run "nba-props schema migrate".');

export function latest(migrations: readonly Migration[]): number {
  return Math.max(0, ...migrations.map((m) => m.version));
}

function refuseNewer(warehouse: Warehouse, current: number, migrations: readonly Migration[]): void {
  if (current <= latest(migrations)) return;
  throw new PlatformError(
    'WAREHOUSE_NEWER',
    `${warehouse.location} has schema version ${current}; this program knows up to ${latest(migrations)}.`,
    'Update nba-props-platform, or pass another file with --db.',
  );
}
