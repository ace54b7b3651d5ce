import { isDoubtful } from './doubtful.js';
import type { Tonight, TonightPlayer } from './report.js';

interface Shown {
  /** Only players of this team. */
  readonly team?: string;
  readonly doubtful?: boolean;
  /** Everybody; by default players of the rotation and those with a line. */
  readonly all?: boolean;
}

/** The players that were asked for, in their order. */
export function playersShown({ players }: Pick<Tonight, 'players'>, { team, doubtful, all }: Shown): TonightPlayer[] {
  return players
    .filter((player) => team === undefined || player.team === team.toUpperCase())
    .filter((player) => doubtful !== true || isDoubtful(player))
    .filter((player) => all === true || player.lines.length > 0 || player.isRotation);
}
