import type { Value } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { FACTOR_INPUTS } from '../../../tables/precompute/factor-inputs.js';
import { playerCompositeFactors } from '../../../tables/precompute/player-composite-factors.js';
import type { ReadContext } from '../read-context.js';
import type { Factors } from '../schema/players.js';

/** A player's factors for one game with their inputs. Error: NOT_FOUND. */
export async function readFactors(
  { warehouse }: ReadContext,
  query: { player: number; game: string },
): Promise<Factors> {
  const rows = await warehouse.query(
    `SELECT * FROM ${playerCompositeFactors.name} WHERE player_id = ? AND game_id = ?`,
    [query.player, query.game],
  );
  const row = rows[0];
  if (row === undefined) {
    throw new PlatformError(
      'NOT_FOUND',
      'No factors were made for this game.',
      'The player was not expected to play in it, or no run has made that date.',
    );
  }
  return {
    ...query,
    date: String(row.analysis_date),
    factors: FACTOR_INPUTS.map(({ score: name, kept }) => {
      const column = playerCompositeFactors.columns.find((c) => c.name === name);
      const value = row[name];
      return {
        name,
        value: typeof value === 'number' ? value : null,
        meaning: column?.meaning ?? '',
        formula: column?.formula ?? null,
        integer: column?.type === 'integer',
        signed: (column?.min ?? 0) < 0,
        inputs: parsed(row[kept]),
      };
    }),
    gamesMissing: Array.isArray(row.games_missing) ? row.games_missing.map(String) : [],
  };
}

function parsed(json: Value | undefined): Record<string, unknown> {
  const value: unknown = typeof json === 'string' ? JSON.parse(json) : null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
