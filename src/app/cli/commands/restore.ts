import { resolve } from 'node:path';
import { EXIT } from '../../../errors.js';
import { warehouseOf } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { path } from '../spec/kinds.js';
import { WAIT } from '../spec/options.js';
import { argument, flag } from '../spec/spec.js';
import { print } from '../text/print.js';

export const command = defineCommand({
  summary: 'put a backup in the place of the warehouse',
  args: { file: argument(path('file'), 'what "nba-props backup" wrote') },
  options: { ...WAIT, replace: flag('also if a warehouse is there') },
  examples: ['nba-props restore backups/2026-02-11.duckdb --db nba.duckdb --replace'],
  async run(input, effects) {
    const { restore } = await import('../../../repair/backup.js');
    const at = await warehouseOf(input, effects);
    const { wait, replace } = input;
    const manifest = await restore(at, resolve(effects.cwd(), input.file), { wait, replace }, effects);
    print(
      manifest,
      () => [
        `The warehouse is what it was at ${manifest.made_at}.`,
        `Check it with: ${onSameWarehouse('nba-props verify', input.db)}`,
        `Ingest what came since, then make it with: ${onSameWarehouse('nba-props backfill all', input.db)}`,
      ],
      input,
      effects,
    );
    return EXIT.ok;
  },
});
