import { EXIT } from '../../../errors.js';
import { warehouseOf, writeWarehouse } from '../shared/warehouse.js';
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
    const { schemaVersion } = await import('../../../ledger/open.js');
    const at = await warehouseOf(input, effects);
    const db = at.location;
    const wanted = latest(at.migrations);
    // Opening to write migrates. The version is not read first: that would fail where --wait is to wait.
    const version =
      input.action === 'migrate'
        ? await writeWarehouse(input, effects, { doing: 'schema migrate' }, async () => wanted)
        : await schemaVersion(at);
    const migrations = at.migrations.map(({ version: n, name }) => ({ version: n, name, applied: n <= version }));
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
