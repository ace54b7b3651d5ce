import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { RAW_TEAM_BOXES } from '../../raw/tables/team-boxes.js';
import { BOX_STATS } from '../box-columns.js';
import { PGS, PLAYER_GAME_EVENTS, TEAM_GAME_EVENTS, TOGS } from '../names.js';
import { filePlace, idOf, literalOf, oneRow, source } from '../trace/sources.js';
import type { Ask, Source, Trace } from '../trace/trace.js';

/** A difference: what the tables have of the player or team, what is counted from the events, and what files print. */
export const sourceDifferencesTrace: Trace = {
  async sources(ask) {
    const game = idOf(ask.row, 'game_id');
    const player = idOf(ask.row, 'player_id');
    if (player === '') {
      const key = { game_id: game, team_abbr: idOf(ask.row, 'team_abbr') };
      return [
        await oneRow(ask, 'summary', TOGS, key),
        await oneRow(ask, 'events', TEAM_GAME_EVENTS, key),
        await printed(ask, RAW_TEAM_BOXES, 'team_abbr'),
      ];
    }
    const key = { game_id: game, player_id: player };
    return [
      await oneRow(ask, 'summary', PGS, key),
      await oneRow(ask, 'events', PLAYER_GAME_EVENTS, key),
      await printed(ask, RAW_PLAYER_BOXES, 'player_id'),
    ];
  },
  bases: () => ({}),
};

/** The lines of logs and box scores of that date. */
function printed(ask: Ask, table: string, who: 'player_id' | 'team_abbr'): Promise<Source> {
  const place = filePlace('b');
  return source(ask, {
    name: 'printed',
    table,
    note: 'what logs and box scores print of that date',
    sql: `SELECT b.*, ${place.columns} FROM (SELECT file_id, source_row, game_date, team_abbr, ${who === 'player_id' ? 'player_id, player_name, source_kind, seconds, minutes_whole, ' : ''}${BOX_STATS.join(', ')}
        FROM ${table} WHERE ${who} = ${literalOf(ask, who)} AND game_date = DATE '${ask.date}') b ${place.join} ORDER BY b.file_id, b.source_row`,
  });
}
