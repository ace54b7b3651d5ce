import { EVENT } from '../../domain/event-codes.js';
import { BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { noFailures } from '../failure-rows.js';
import { GAMES, NAME_LOOKUPS, PLAYER_GAME_EVENTS, SHOTS } from '../names.js';
import { columnsFrom, columnsOf, selectList } from '../select-list.js';
import { eventColumns } from './event-columns.js';
import { COUNTED, eventParts, playerCounts } from './event-stats.js';
import { EVENT_READS, isOnlyNamed, teamOf, today } from './play-by-play.js';

export const playerGameEvents: TableDefinition = {
  name: PLAYER_GAME_EVENTS,
  alias: 'player_events',
  title: 'Box from events',
  phase: 2,
  grain: 'a player named by the events of a game: his box, counted from them',
  key: ['game_id', 'player_id'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'player', id: 'player_id', game: 'game_id' },
  trace: async () => (await import('./player-game-events-trace.js')).playerEventsTrace,
  reads: [...EVENT_READS, { table: SHOTS, windows: today }],
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.playerId,
    col.text('player_name', 'Name as the events print it.', { required: true }),
    shared.teamAbbr,
    ...eventColumns(110),
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const told = [...new Set([...COUNTED, ...BOX_STATS, ...ZONE_STATS])].filter((name) => !MADE.includes(name));
    const columns = selectList({
      game_id: 't.game_id',
      game_date: 'g.game_date',
      season: 'g.season',
      player_id: 't.player_id',
      player_name: 't.player_name',
      team_abbr: 's.team_abbr',
      points: '2 * (t.fg_makes - t.three_pt_makes) + 3 * t.three_pt_makes + t.ft_makes',
      rebounds: 't.offensive_rebounds + t.defensive_rebounds',
      ...columnsOf('t', told),
      assists: 'CASE WHEN n.player_id IS NULL THEN t.assists END',
    });
    return `
WITH ${eventParts(ctx)},
${d.materialized('counts', playerCounts(ctx))},
sides AS (SELECT ${d.except('q', ['pick'])} FROM (
  SELECT game_id, player_id, team_abbr,
    ROW_NUMBER() OVER (PARTITION BY game_id, player_id ORDER BY SUM(mentions) DESC, team_abbr) AS pick
  FROM counts GROUP BY game_id, player_id, team_abbr) q WHERE pick = 1),
totals AS (
  SELECT game_id, player_id, MAX(player_name) AS player_name,
  ${selectList(columnsFrom(COUNTED, (name) => d.cast(`SUM(${name})`, 'integer')))}
  FROM counts GROUP BY game_id, player_id),
-- Players whom an assister's name could mean when no event, box score or log of the game tells which of them it is.
meant AS (
  SELECT DISTINCT s.game_id, s.player_id
  FROM (SELECT e.game_id, ${teamOf('e', 1)} AS team_abbr, e.player2_name AS name FROM events e
    WHERE e.event_type = ${EVENT.made} AND ${isOnlyNamed('e', 2)}) u
  JOIN sides s ON s.game_id = u.game_id AND s.team_abbr = u.team_abbr
  JOIN totals t ON t.game_id = s.game_id AND t.player_id = s.player_id
  JOIN ${ctx.names(NAME_LOOKUPS)} p ON p.name = t.player_name
  JOIN ${ctx.names(NAME_LOOKUPS)} l ON l.name = u.name
  WHERE ENDS_WITH(p.player_lookup, l.player_lookup))
SELECT ${columns},
  ${noFailures(d)}
FROM totals t JOIN sides s ON s.game_id = t.game_id AND s.player_id = t.player_id
LEFT JOIN meant n ON n.game_id = t.game_id AND n.player_id = t.player_id
JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = t.game_id`;
  },
};

/** Made of the counts, and not counted themselves. */
const MADE: readonly string[] = ['points', 'rebounds'];
