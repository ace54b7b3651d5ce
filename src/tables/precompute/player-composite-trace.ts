import { PSZA, TDZA, UPGC } from '../names.js';
import { idOf, oneRow } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';
import { FACTOR_INPUTS, type FactorInputs } from './factor-inputs.js';

/** Composite factors: the rows of the same date that they join, and which columns each score is made of. */
export const compositeFactorsTrace: Trace = {
  async sources(ask) {
    const { row, date } = ask;
    const [player, game] = [idOf(row, 'player_id'), idOf(row, 'game_id')];
    const opponent = idOf(row, 'opponent_team_abbr');
    return [
      await oneRow(ask, 'context', UPGC, { game_id: game, player_id: player }),
      await oneRow(ask, 'zones', PSZA, { player_id: player, analysis_date: date }),
      await oneRow(ask, 'opponent_zones', TDZA, { team_abbr: opponent, analysis_date: date }),
    ];
  },
  bases: () => ({
    ...Object.fromEntries(FACTOR_INPUTS.flatMap(basisOf)),
    primary_scoring_zone: { source: 'zones', how: 'copy', inputs: ['primary_scoring_zone'] },
  }),
};

/** By the first of the rows that it is made of. */
function basisOf({ score, from }: FactorInputs): [string, Basis][] {
  return Object.entries(from)
    .slice(0, 1)
    .map(([source, inputs]) => [score, { source, how: 'formula', inputs }]);
}
