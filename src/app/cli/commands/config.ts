import { EXIT } from '../../../errors.js';
import { loadSettings } from '../../settings.js';
import { defineCommand } from '../spec/command.js';
import { print } from '../text/print.js';
import { table } from '../text/table.js';

export const command = defineCommand({
  summary: 'effective settings and where each comes from',
  examples: ['nba-props config'],
  async run(input, effects) {
    const all = loadSettings(input, effects);
    // The address of a webhook often is its secret.
    const { value } = all.alert_webhook;
    const shown = value === null ? null : `${new URL(value).origin}/...`;
    const settings = { ...all, alert_webhook: { ...all.alert_webhook, value: shown } };
    const rows = Object.entries(settings).map(([name, setting]) => [
      name,
      setting.value === null ? '-' : String(setting.value),
      setting.from,
    ]);
    print(settings, () => table(['setting', 'value', 'from'], rows, 'lll'), input, effects);
    return EXIT.ok;
  },
});
