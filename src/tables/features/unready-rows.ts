import type { Dialect } from '../../engine/dialect.js';
import { GAMES_MISSING } from '../unready.js';
import { FEATURES } from './feature-contract.js';

/** Why a row is not ready that has every required feature: sources differ in what one of them is made from. */
export const IN_DISPUTE = 'sources_differ';

/**
 * Why a row of the feature store is not ready for production: the same conditions as is_production_ready, the first that
 * holds. Of a missing feature its own reason, as missing_inputs has it.
 */
export function unreadyFeatures(d: Dialect, alias: string): string {
  const told = d.joinList(`${alias}.missing_inputs`, ',');
  const absent = FEATURES.filter((feature) => feature.required).map(
    ({ name }) => `WHEN ${alias}.${name} IS NULL THEN ${d.regexpExtract(told, `${name}:([a-z0-9_]+)`, 1)}`,
  );
  return `CASE WHEN ${alias}.is_production_ready THEN NULL
      WHEN NOT ${alias}.known_before_game THEN 'not_known_before_game'
      WHEN ${d.listLength(`${alias}.games_missing`)} > 0 OR ${d.listLength(`${alias}.inputs_games_missing`)} > 0 THEN '${GAMES_MISSING}'
      ${absent.join('\n      ')}
      ELSE '${IN_DISPUTE}' END`;
}
