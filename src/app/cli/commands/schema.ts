import { existsSync } from 'node:fs';
import { openToRead } from '../../../engine/duckdb/open.js';
import { currentVersion, latest } from '../../../engine/migrate.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { MIGRATIONS } from '../../../ledger/platform-schema.js';
import { loadSettings } from '../../settings.js';
import { withWriter } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print } from '../text/print.js';

/** `nba-props schema status | migrate`: exit 1 if the warehouse is behind, 3 if it is ahead. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const action = args[0];
  const db = loadSettings(options, effects).db.value;
  if (action !== 'status' && action !== 'migrate') {
    throw new PlatformError('BAD_OPTION', `schema has no action ${action}.`, 'Use status or migrate.');
  }
  if (!existsSync(db))
    throw new PlatformError(
      'NO_WAREHOUSE',
      `There is no warehouse ${db}.`,
      'Make one with "nba-props ingest PATH...".',
    );
  const wanted = latest(MIGRATIONS);
  // Whoever may write has migrated already. The version is not read first: that would fail where --wait is to wait.
  const version =
    action === 'migrate'
      ? await withWriter(options, effects, { doing: 'schema migrate' }, async () => wanted)
      : await versionOf(db);
  const report = {
    db,
    version,
    latest: wanted,
    migrations: MIGRATIONS.map(({ version: n, name }) => ({ version: n, name, applied: n <= version })),
  };
  print(
    report,
    () => [
      `${db}: version ${version} of ${wanted}`,
      ...report.migrations.map((m) => `  ${m.applied ? 'applied' : 'pending'} ${m.version} ${m.name}`),
    ],
    options,
    effects,
  );
  return version < wanted ? EXIT.findings : version > wanted ? EXIT.engine : EXIT.ok;
};

async function versionOf(db: string): Promise<number> {
  const warehouse = await openToRead({ path: db });
  try {
    return await currentVersion(warehouse);
  } finally {
    await warehouse.close();
  }
}
