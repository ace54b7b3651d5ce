import type { Command } from './spec/command.js';

/** Every command, in the order help shows them. Adding one is its file and a line here. */
const COMMANDS = {
  demo: () => import('./commands/demo.js'),
  download: () => import('./commands/download.js'),
  ingest: () => import('./commands/ingest.js'),
  backfill: () => import('./commands/backfill.js'),
  plan: () => import('./commands/plan.js'),
  heal: () => import('./commands/heal.js'),
  gaps: () => import('./commands/gaps.js'),
  verify: () => import('./commands/verify.js'),
  copy: () => import('./commands/copy.js'),
  adopt: () => import('./commands/adopt.js'),
  backup: () => import('./commands/backup.js'),
  restore: () => import('./commands/restore.js'),
  explain: () => import('./commands/explain.js'),
  validate: () => import('./commands/validate.js'),
  audit: () => import('./commands/audit.js'),
  run: () => import('./commands/run.js'),
  day: () => import('./commands/day.js'),
  watch: () => import('./commands/watch.js'),
  expected: () => import('./commands/expected.js'),
  tonight: () => import('./commands/tonight.js'),
  status: () => import('./commands/status.js'),
  features: () => import('./commands/features.js'),
  query: () => import('./commands/query.js'),
  runs: () => import('./commands/runs.js'),
  conflicts: () => import('./commands/conflicts.js'),
  failures: () => import('./commands/failures.js'),
  names: () => import('./commands/names.js'),
  checkpoint: () => import('./commands/checkpoint.js'),
  schema: () => import('./commands/schema.js'),
  simulate: () => import('./commands/simulate.js'),
  ui: () => import('./commands/ui.js'),
  config: () => import('./commands/config.js'),
  completion: () => import('./commands/completion.js'),
} satisfies Record<string, () => Promise<{ readonly command: Command }>>;

/** The named command alone, or all of them where the name is none of theirs. */
export async function loadCommands(name?: string): Promise<ReadonlyMap<string, Command>> {
  const entries = Object.entries(COMMANDS);
  const named = entries.filter(([known]) => known === name);
  const wanted = named.length > 0 ? named : entries;
  return new Map(await Promise.all(wanted.map(async ([known, load]) => [known, (await load()).command] as const)));
}
