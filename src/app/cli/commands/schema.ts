import { existsSync } from 'node:fs';
import { EXIT } from '../../../errors.js';
import { loadSettings } from '../../settings.js';
import { writeWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { oneOf } from '../spec/kinds.js';
import { WAIT } from '../spec/options.js';
import { argument } from '../spec/spec.js';
import { print } from '../text/print.js';

/** Exit 1 if the warehouse is behind, 3 if it is ahead. */
export const command = defineCommand({
  summary: 'version of the warehouse: status, migrate',
  args: { action: argument(oneOf('action', ['status', 'migrate']), 'what to do') },
  options: WAIT,
  examples: ['nba-props schema status', 'nba-props schema migrate'],
  async run(input, effects) {
    const { latest } = await import('../../../engine/migrate.js');
    const { MIGRATIONS } = await import('../../../ledger/platform-schema.js');
    const { noWarehouse } = await import('../shared/open.js');
    const db = loadSettings(input, effects).db.value;
    if (!existsSync(db)) throw noWarehouse(db);
    const wanted = latest(MIGRATIONS);
    // Opening to write migrates. The version is not read first: that would fail where --wait is to wait.
    const version =
      input.action === 'migrate'
        ? await writeWarehouse(input, effects, { doing: 'schema migrate' }, async () => wanted)
        : await versionOf(db);
    const migrations = MIGRATIONS.map(({ version: n, name }) => ({ version: n, name, applied: n <= version }));
    print(
      { db, version, latest: wanted, migrations },
      () => [
        `${db}: version ${version} of ${wanted}`,
        ...migrations.map((m) => `  ${m.applied ? 'applied' : 'pending'} ${m.version} ${m.name}`),
      ],
      input,
      effects,
    );
    return version < wanted ? EXIT.findings : version > wanted ? EXIT.engine : EXIT.ok;
  },
});

async function versionOf(db: string): Promise<number> {
  const { openToRead } = await import('../../../engine/duckdb/open.js');
  const { currentVersion } = await import('../../../engine/migrate.js');
  const warehouse = await openToRead({ path: db });
  try {
    return await currentVersion(warehouse);
  } finally {
    await warehouse.close();
  }
}
