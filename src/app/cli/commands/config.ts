import { EXIT } from '../../../errors.js';
import { loadSettings } from '../../settings.js';
import { defineCommand } from '../spec/command.js';
import { print } from '../text/print.js';
import { table } from '../text/table.js';

export const command = defineCommand({
  summary: 'effective settings and where each comes from',
  examples: ['nba-props config'],
  async run(input, effects) {
    const settings = loadSettings(input, effects);
    const rows = Object.entries(settings).map(([name, { value, from }]) => [name, String(value), from]);
    print(settings, () => table(['setting', 'value', 'from'], rows, 'lll'), input, effects);
    return EXIT.ok;
  },
});
