import { countedBases, playerEvents } from '../trace/player-events.js';
import type { Trace } from '../trace/trace.js';

/** A player's box of a game: the events. */
export const playerEventsTrace: Trace = {
  sources: async (ask) => [await playerEvents(ask)],
  bases: () => countedBases(),
};
