import { EXIT } from '../../../errors.js';
import { loadSettings } from '../../settings.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print } from '../text/print.js';
import { table } from '../text/table.js';

/** `nba-props config`: effective settings and where each comes from. */
export const run: CommandRun = async ({ options: typed }, effects) => {
  const options = commonOptions(typed);
  const settings = loadSettings(options, effects);
  const rows = Object.entries(settings).map(([name, { value, from }]) => [name, String(value), from]);
  print(settings, () => table(['setting', 'value', 'from'], rows, 'lll'), options, effects);
  return EXIT.ok;
};
