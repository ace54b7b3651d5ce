import { processEffects } from '../../../src/effects.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { replaySlates } from '../../../src/features/as-known/replay.js';
import { type ServedLine, slateLines } from '../../../src/features/serving/lines.js';
import { sameLines, servedAt } from '../../../src/features/serving/record.js';
import { SERVED_FEATURES } from '../../../src/ledger/processing-names.js';
import { GRAPH } from '../../../src/tables/registry.js';

/** Slates that were served, and those whose replay is another one. */
export interface Replays {
  readonly served: number;
  readonly differing: readonly string[];
}

/** Makes every slate that was served again from what the warehouse had then, and compares the bytes. */
export async function replaysOf(db: string): Promise<Replays> {
  const warehouse = await openDuckdb({ path: db });
  try {
    const { dialect: d } = warehouse;
    const moments = await warehouse.query<{ date: string; at: string; files: number | null }>(
      `SELECT game_date AS date, ${d.isoTime('known_at')} AS at, MAX(files_until) AS files FROM ${SERVED_FEATURES} GROUP BY game_date, known_at ORDER BY 1, 2`,
    );
    const served = new Map<string, readonly ServedLine[]>();
    for (const { date, at } of moments)
      served.set(`${date} at ${at}`, (await servedAt(warehouse, date, at))?.lines ?? []);
    const differing: string[] = [];
    const effects = { ...processEffects(), stdout: () => undefined, stderr: () => undefined };
    await replaySlates(warehouse, GRAPH, effects, moments, async ({ date, at }) => {
      const [slate, made] = [`${date} at ${at}`, await slateLines(warehouse, date)];
      const kept = served.get(slate) ?? [];
      if (!sameLines(kept, made)) differing.push(`${slate}: ${firstDifference(kept, made)}`);
    });
    return { served: moments.length, differing };
  } finally {
    await warehouse.close();
  }
}

/** What differs in the first line that does, by name. */
function firstDifference(kept: readonly ServedLine[], made: readonly ServedLine[]): string {
  const [first] = kept.filter(({ line }, i) => line !== made[i]?.line);
  const other = made.find(({ game_id, player_id }) => game_id === first?.game_id && player_id === first.player_id);
  const [a, b] = [first, other].map((one) => JSON.parse(one?.line ?? '{}') as Record<string, unknown>);
  const names = Object.keys(a ?? {}).filter((name) => JSON.stringify(a?.[name]) !== JSON.stringify(b?.[name]));
  const said = names.map((name) => `${name}: ${JSON.stringify(a?.[name])} / ${JSON.stringify(b?.[name])}`);
  return `${kept.length} and ${made.length} lines, ${first?.game_id} ${first?.player_id}: ${said.join('; ')}`;
}
