import { aliasOf } from '../tables/find-table.js';
import type { TableGraph } from '../tables/graph.js';
import { MLFS, PCF, PDC, UPGC, UTGC } from '../tables/names.js';
import type { Proof } from './report.js';

const OF_PLAYER = {
  availability: [UPGC, 'availability'],
  minutes: [UPGC, 'minutes_avg_last_10'],
  usage: [UPGC, 'usage_rate_last_10'],
  mismatch: [PCF, 'shot_zone_mismatch_score'],
  ready: [MLFS, 'is_production_ready'],
} as const;

const OF_TEAM = {
  team: [UTGC, 'game_number_in_season'],
  spread: [UTGC, 'game_spread'],
  rest: [UTGC, 'days_rest'],
  travel: [UTGC, 'travel_miles'],
  out: [UTGC, 'rotation_players_out'],
} as const;

const SPANS = { last5: 'last_5', last10: 'last_10', season: 'season' };
const AVERAGES = ['points', 'rebounds', 'assists'].flatMap((market) =>
  Object.entries(SPANS).map(
    ([span, column]) => [`${market} ${span}`, [PDC, `${market}_avg_${column}`] as const] as const,
  ),
);

/** The row and value behind each number of the page, by what the page calls it. */
export const proofs = (graph: TableGraph): Record<string, Proof> =>
  Object.fromEntries(
    [...Object.entries({ ...OF_PLAYER, ...OF_TEAM }), ...AVERAGES].map(([name, [table, value]]) => [
      name,
      { alias: aliasOf(table, graph), value },
    ]),
  );
