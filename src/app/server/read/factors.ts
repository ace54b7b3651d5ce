import type { Value } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { playerCompositeFactors } from '../../../tables/precompute/player-composite-factors.js';
import type { ReadContext } from '../read-context.js';
import type { Factors } from '../schema/players.js';

/** Each score with the column that holds its inputs. */
const SCORES = [
  ['fatigue_score', 'fatigue_context'],
  ['shot_zone_mismatch_score', 'mismatch_context'],
  ['pace_score', 'pace_context'],
  ['usage_spike_score', 'usage_context'],
  ['opponent_strength_score', 'opponent_context'],
] as const;

/** A player's factors for one game with their inputs. Error: NOT_FOUND. */
export async function readFactors(
  { warehouse }: ReadContext,
  query: { player: number; game: string },
): Promise<Factors> {
  const rows = await warehouse.query(
    `SELECT * FROM ${playerCompositeFactors.name} WHERE player_id = $1 AND game_id = $2`,
    [query.player, query.game],
  );
  const row = rows[0];
  if (row === undefined) {
    throw new PlatformError(
      'NOT_FOUND',
      'No factors were made for this game.',
      'He was not expected in it, or the date has not run.',
    );
  }
  return {
    ...query,
    date: String(row.analysis_date),
    factors: SCORES.map(([name, context]) => {
      const column = playerCompositeFactors.columns.find((c) => c.name === name);
      const value = row[name];
      return {
        name,
        value: typeof value === 'number' ? value : null,
        meaning: column?.meaning ?? '',
        formula: column?.formula ?? null,
        inputs: parsed(row[context]),
      };
    }),
    gamesMissing: Array.isArray(row.games_missing) ? row.games_missing.map(String) : [],
  };
}

function parsed(json: Value | undefined): Record<string, unknown> {
  const value: unknown = typeof json === 'string' ? JSON.parse(json) : null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
