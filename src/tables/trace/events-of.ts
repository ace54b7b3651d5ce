import { RAW_PLAY_BY_PLAY } from '../../raw/tables/play-by-play.js';
import { BIGDATABALL_EVENTS } from '../names.js';
import type { Ask } from './trace.js';

/** The table that tells the events of a game: the league's own, or BigDataBall's where the league has none. */
export async function eventsOf({ warehouse }: Pick<Ask, 'warehouse'>, game: string): Promise<string> {
  const [row] = await warehouse.query<{ told: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${BIGDATABALL_EVENTS} WHERE game_id = ?) AS told`,
    [game],
  );
  return row?.told === true ? BIGDATABALL_EVENTS : RAW_PLAY_BY_PLAY;
}
