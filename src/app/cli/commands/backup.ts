import { resolve } from 'node:path';
import { EXIT } from '../../../errors.js';
import { warehouseOf } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { path } from '../spec/kinds.js';
import { COMMON, WAIT } from '../spec/options.js';
import { argument } from '../spec/spec.js';
import { print } from '../text/print.js';
import { count } from '../text/table.js';

export const command = defineCommand({
  summary: 'copy the warehouse to a file, whole and checked, while others read it',
  args: { file: argument(path('file'), 'where to; nothing may stand there') },
  options: WAIT,
  examples: ['nba-props backup backups/2026-02-11.duckdb'],
  async run(input, effects) {
    const { backup } = await import('../../../repair/backup.js');
    const at = await warehouseOf(input, effects);
    const manifest = await backup(at, resolve(effects.cwd(), input.file), input.wait, effects);
    const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
    const again = commandLine('restore', [input.file], { db: COMMON.db }, { db: input.db });
    print(
      manifest,
      () => [`Written and read again: ${count(bytes)} bytes.`, '', `Restore it with: ${again}`],
      input,
      effects,
    );
    return EXIT.ok;
  },
});
