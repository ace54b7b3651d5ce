import type { Effects } from '../../../effects.js';
import { EXIT, PlatformError } from '../../../errors.js';
import type { AliasChange } from '../../../ledger/aliases.js';
import { readWarehouse, writeWarehouse } from '../shared/warehouse.js';
import { type CommonInput, defineCommand } from '../spec/command.js';
import { oneOf, text } from '../spec/kinds.js';
import { WAIT } from '../spec/options.js';
import { anyArguments, argument, option } from '../spec/spec.js';
import { print } from '../text/print.js';
import { table } from '../text/table.js';

export const command = defineCommand({
  summary: 'names that stand for nobody, whom they could mean, and aliases for them',
  args: {
    action: argument(oneOf('action', ['unresolved', 'suggest', 'alias']), 'what to do'),
    words: anyArguments(text('word'), 'suggest [NAME]; alias add NAME PLAYER_ID, alias list, alias remove NAME'),
  },
  options: { note: option(text('note'), 'why, kept with the alias', { only: ['alias'] }), ...WAIT },
  examples: ['nba-props names suggest', 'nba-props names alias add "Moe Wagner" 1629021'],
  async run(input, effects) {
    if (input.action === 'unresolved') return unresolved(input, effects);
    if (input.action === 'suggest') return suggest(input.words[0], input, effects);
    return alias(input.words, input.note, input, effects);
  },
});

async function unresolved(input: CommonInput, effects: Effects): Promise<number> {
  const { unresolvedNames } = await import('../../../audit/names/unresolved.js');
  const rows = await readWarehouse(input, effects, ({ warehouse }) => unresolvedNames(warehouse));
  const lines = () =>
    rows.length === 0
      ? ['Every name is resolved.']
      : table(
          ['name', 'table', 'records', 'first', 'last', 'why'],
          rows.map((r) => [r.name, r.table_name, String(r.records), r.first_date, r.last_date, r.reason]),
          'llrlll',
        );
  print(rows, lines, input, effects);
  return rows.length === 0 ? EXIT.ok : EXIT.findings;
}

async function suggest(name: string | undefined, input: CommonInput, effects: Effects): Promise<number> {
  const { suggestions } = await import('../../../audit/names/suggest.js');
  const rows = await readWarehouse(input, effects, ({ warehouse }) => suggestions(warehouse, name));
  const lines = () =>
    rows.length === 0
      ? ['No unresolved name is like that of a man of those teams.']
      : table(
          ['name', 'player', 'id', 'alike', 'teams', 'games', 'first', 'last'],
          rows.map((r) => [
            r.name,
            r.player_name,
            String(r.player_id),
            `${Math.round(100 * r.likeness)} %`,
            r.teams,
            String(r.games),
            r.first_date,
            r.last_date,
          ]),
          'llrrlrll',
        );
  print(rows, lines, input, effects);
  return EXIT.ok;
}

async function alias(
  [action, name, id]: readonly string[],
  note: string | undefined,
  input: CommonInput & { wait: boolean },
  effects: Effects,
): Promise<number> {
  const { addAlias, listAliases, removeAlias } = await import('../../../ledger/aliases.js');
  if (action === 'list') {
    const rows = await readWarehouse(input, effects, ({ warehouse }) => listAliases(warehouse));
    const cells = rows.map((a) => [a.source, a.player_lookup, String(a.player_id), a.player_name ?? '-', a.note ?? '']);
    print(rows, () => table(['whose', 'spelling', 'id', 'player', 'note'], cells, 'llrll'), input, effects);
    return EXIT.ok;
  }
  if ((action !== 'add' && action !== 'remove') || name === undefined) {
    const todo = 'Write alias add NAME PLAYER_ID, alias list or alias remove NAME.';
    throw new PlatformError('BAD_OPTION', 'names alias needs to know what to do.', todo);
  }
  const playerId = Number(id);
  if (action === 'add' && !Number.isSafeInteger(playerId)) {
    throw new PlatformError(
      'BAD_OPTION',
      `${id ?? 'Nothing'} is no player id.`,
      'Find it with "nba-props names suggest".',
    );
  }
  const change = await writeWarehouse(input, effects, { doing: `names alias ${action}` }, ({ warehouse }) =>
    action === 'add'
      ? addAlias(warehouse, { spelling: name, playerId, note }, effects.now())
      : removeAlias(warehouse, name, effects.now()),
  );
  print(change, () => said(action, name, change), input, effects);
  return EXIT.ok;
}

function said(
  action: 'add' | 'remove',
  name: string,
  { player_name, player_id, changed, dates }: AliasChange,
): string[] {
  if (!changed) return [`"${name}" means ${player_name} (${player_id}) already; nothing was changed.`];
  const meaning = action === 'add' ? 'now means' : 'no longer means';
  const span = dates.length === 0 ? '' : `, ${dates[0]} to ${dates.at(-1)}`;
  return [
    `"${name}" ${meaning} ${player_name} (${player_id}).`,
    dates.length === 0
      ? 'It stands in no quote or news, so nothing is stale.'
      : `Stale now: what reads its ${dates.length} dates${span}. Repair it with nba-props heal.`,
  ];
}
