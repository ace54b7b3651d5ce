import type { Fields } from '../raw-source.js';
import { firstOf } from './checks.js';
import { integer, share } from './numbers.js';

/** More than any side has scored (186, Detroit, 13 December 1983), with room: a number beyond it is no count. */
const MOST_POINTS = 400;

/** Counting columns under the league's names; those a file lacks read as NULL. */
export const COUNT = { min: 0, max: MOST_POINTS };
export const BOX: Fields = {
  fg_makes: integer('fgm', COUNT),
  fg_attempts: integer('fga', COUNT),
  three_pt_makes: integer('fg3m', COUNT),
  three_pt_attempts: integer('fg3a', COUNT),
  ft_makes: integer('ftm', COUNT),
  ft_attempts: integer('fta', COUNT),
  offensive_rebounds: integer('oreb', COUNT),
  defensive_rebounds: integer('dreb', COUNT),
  rebounds: integer('reb', COUNT),
  assists: integer('ast', COUNT),
  steals: integer('stl', COUNT),
  blocks: integer('blk', COUNT),
  turnovers: firstOf(integer('tov', COUNT), integer('to', COUNT)),
  personal_fouls: integer('pf', COUNT),
  points: integer('pts', COUNT),
  plus_minus: integer('plus_minus', { min: -MOST_POINTS, max: MOST_POINTS }),
  fg_pct: share('fg_pct'),
  three_pt_pct: share('fg3_pct'),
};

/** The same under the names of the newer endpoints and of the live box score. */
export const BOX_V3: Fields = {
  fg_makes: integer('fieldgoalsmade', COUNT),
  fg_attempts: integer('fieldgoalsattempted', COUNT),
  three_pt_makes: integer('threepointersmade', COUNT),
  three_pt_attempts: integer('threepointersattempted', COUNT),
  ft_makes: integer('freethrowsmade', COUNT),
  ft_attempts: integer('freethrowsattempted', COUNT),
  offensive_rebounds: integer('reboundsoffensive', COUNT),
  defensive_rebounds: integer('reboundsdefensive', COUNT),
  rebounds: integer('reboundstotal', COUNT),
  assists: integer('assists', COUNT),
  steals: integer('steals', COUNT),
  blocks: integer('blocks', COUNT),
  turnovers: integer('turnovers', COUNT),
  personal_fouls: integer('foulspersonal', COUNT),
  points: integer('points', COUNT),
  plus_minus: integer('plusminuspoints', { min: -MOST_POINTS, max: MOST_POINTS }),
};
