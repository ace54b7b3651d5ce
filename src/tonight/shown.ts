import { PLAYER_MARKETS } from '../domain/market-stats.js';
import { PlatformError } from '../errors.js';
import { isDoubtful } from './doubtful.js';
import type { Tonight, TonightPlayer } from './report.js';

interface Shown {
  /** Only players of this team. */
  readonly team?: string;
  readonly doubtful?: boolean;
  /** Everybody; by default players of the rotation and those with a line. */
  readonly all?: boolean;
}

/** Errors: NOT_FOUND for a team without a game on that date, BAD_OPTION for a market that nothing is known of. */
export function checkAsked(
  { date, games }: Pick<Tonight, 'date' | 'games'>,
  { team }: Pick<Shown, 'team'>,
  market: string,
): void {
  const teams = games.flatMap(({ away, home }) => [away.team, home.team]);
  if (team !== undefined && !teams.includes(team.toUpperCase())) {
    throw new PlatformError('NOT_FOUND', `${team} has no game on ${date}.`, `Choose one of ${teams.join(', ')}.`);
  }
  if (!PLAYER_MARKETS.includes(market)) {
    throw new PlatformError(
      'BAD_OPTION',
      `There is no market "${market}".`,
      `Use one of ${PLAYER_MARKETS.join(', ')}.`,
    );
  }
}

/** The players that were asked for, in their order. */
export function playersShown({ players }: Pick<Tonight, 'players'>, { team, doubtful, all }: Shown): TonightPlayer[] {
  return players
    .filter((player) => team === undefined || player.team === team.toUpperCase())
    .filter((player) => doubtful !== true || isDoubtful(player))
    .filter((player) => all === true || player.lines.length > 0 || player.isRotation);
}
