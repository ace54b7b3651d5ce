import type { ExpectedReport } from '../audit/expected/report.js';
import type { HealReport } from '../repair/report.js';
import { healCauses } from './heal-causes.js';
import { type DayStep, step } from './report.js';

/** What was repaired and what remains, without files that the step `settle` reports. */
export function healStep(healed: HealReport | null, expected: ExpectedReport): DayStep {
  if (healed === null) return step('heal', { did: ['no game has been played yet: nothing to repair'] });
  const told = new Set(expected.games.map((game) => game.game_id));
  const left = healed.remaining.filter((item) => item.kind !== 'files_missing' || !told.has(item.game.game_id));
  const kinds = new Map<string, number>();
  for (const { kind } of left) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const lacking = healed.remaining.flatMap((item) => (item.kind === 'files_missing' ? [item.game.date] : []));
  return step('heal', {
    did: [
      healed.run.partitions === 0
        ? 'everything that can be made is fresh'
        : `${healed.run.partitions} partitions made again`,
    ],
    findings: [...kinds].map(
      ([kind, n]) => `${n} ${n === 1 ? 'thing remains' : 'things remain'}: ${kind.replaceAll('_', ' ')}`,
    ),
    commands: left.length > 0 ? ['nba-props heal'] : [],
    causes: healCauses(left, told, new Set(lacking)),
  });
}
