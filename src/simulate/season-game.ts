import type { Game } from './game/game.js';
import type { Player } from './league/player.js';
import type { ScheduledGame } from './schedule/game.js';

/** Why a listed player did not play, as box scores print it. */
export interface Absence {
  readonly player: Player;
  readonly status: 'dnp' | 'dnd' | 'nwt';
  readonly comment: string;
}

/** A game that was played, with everything its files need. */
export interface PlayedGame {
  readonly scheduled: ScheduledGame;
  readonly game: Game;
  /** Listed without playing, by side (home, away); dressed players who never came on are not in it. */
  readonly absent: readonly [readonly Absence[], readonly Absence[]];
}

/** Kinds of games as the logs name them. */
export const SEASON_TYPES: Readonly<Record<string, string>> = {
  regular: 'Regular Season',
  playoffs: 'Playoffs',
  play_in: 'PlayIn',
  cup_final: 'NBA Cup Final',
};
