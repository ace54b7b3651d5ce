import type { NotRead } from './not-read.js';

/** Columns, normalised, that tell a sibling of the traditional box score: those of version 2, those of version 3. */
const SIBLINGS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  BoxScoreAdvanced: [
    ['off_rating', 'usg_pct', 'pace'],
    ['offensiverating', 'usagepercentage'],
  ],
  BoxScoreUsage: [
    ['usg_pct', 'pct_fgm'],
    ['usagepercentage', 'percentagepoints'],
  ],
  BoxScoreMisc: [['pts_off_tov'], ['pointsoffturnovers']],
  BoxScoreScoring: [['pct_fga_2pt'], ['percentagefieldgoalsattempted2pt']],
  BoxScoreFourFactors: [
    ['efg_pct', 'fta_rate'],
    ['effectivefieldgoalpercentage', 'freethrowattemptrate'],
  ],
  BoxScorePlayerTrack: [['tchs'], ['touches', 'reboundchancestotal']],
  BoxScoreHustle: [['contested_shots'], ['contestedshots']],
  BoxScoreDefensive: [['matchup_min'], ['matchupassists']],
};

/** Box scores with the players of the traditional one and other numbers. */
export const SIBLING_BOXES: readonly NotRead[] = Object.entries(SIBLINGS).flatMap(([name, versions]) =>
  versions.map((columns) => ({
    name: `the league's ${name}`,
    columns,
    lacks: 'it does not have the counts of a box score',
    instead: 'BoxScoreTraditional or the live box score',
  })),
);
