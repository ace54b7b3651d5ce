import { BLOCK_STATS, BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { PGS } from '../names.js';
import { literalOf, source } from './sources.js';
import type { Ask, Basis, Source } from './trace.js';

/** The rows of a team's players in the game. */
export function gamePlayers(ask: Ask, name: string, team: string): Promise<Source> {
  const stats = [...BOX_STATS, ...ZONE_STATS, ...BLOCK_STATS];
  return source(ask, {
    name,
    table: PGS,
    note: `players of ${team} in this game`,
    sql: `SELECT player_id, player_name, ${stats.join(', ')}, assisted_fg_makes, unassisted_fg_makes, and1_count FROM ${PGS}
        WHERE game_id = ${literalOf(ask, 'game_id')} AND team_abbr = ${ask.ctx.d.text(team)} ORDER BY points DESC NULLS LAST, player_id`,
  });
}

export const sumOf = (from: string, name: string): Basis => ({ source: from, how: 'sum', inputs: [name] });
