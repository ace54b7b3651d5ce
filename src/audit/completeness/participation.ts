import type { Warehouse } from '../../engine/warehouse.js';
import type { RawTable } from '../../raw/raw-table.js';
import { PLAYED_GAME_TABLES } from '../../raw/raw-tables.js';
import { TEAM_GAMES } from '../../tables/expectations/expectation.js';
import { UPCOMING } from '../../tables/expectations/upcoming-players.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES, PGS, TOGS } from '../../tables/names.js';

import type { GameWithoutData, Participation } from './report.js';

/** SELECT of the games that a raw table has a row of: by id, or by their date and a team. */
const gamesIn = ({ name, gameBy }: RawTable) =>
  gameBy?.dateAndTeam === undefined
    ? `SELECT game_id FROM ${name}`
    : `SELECT t.game_id FROM ${TEAM_GAMES} t JOIN ${name} b ON b.game_date = t.game_date AND b.team_abbr = t.team_abbr`;

/** A game was ingested if any raw table has events or a box of it. */
const INGESTED = PLAYED_GAME_TABLES.map(gamesIn).join('\n  UNION DISTINCT ');

/**
 * Tells a DNP from a data gap: first whether the game was ingested, then whether the analytics tables have it, and only
 * then whether the player is in it.
 */
export async function participation(warehouse: Warehouse, hasPlayers: boolean): Promise<Participation> {
  if (!hasPlayers) return { expected: 0, played: 0, dnp: 0, game_not_ingested: 0, game_not_processed: 0 };
  const rows = await warehouse.query<{ outcome: Exclude<keyof Participation, 'expected'>; n: number }>(
    `SELECT CASE WHEN p.player_status = 'played' THEN 'played' WHEN i.game_id IS NULL THEN 'game_not_ingested'
         WHEN o.game_id IS NULL THEN 'game_not_processed' ELSE 'dnp' END AS outcome, COUNT(*) AS n
     FROM ${UPCOMING.name} u
     LEFT JOIN ${PGS} p ON p.game_id = u.game_id AND p.player_id = u.player_id
     LEFT JOIN (SELECT DISTINCT game_id FROM ${TOGS}) o ON o.game_id = u.game_id
     LEFT JOIN (${INGESTED}) i ON i.game_id = u.game_id
     WHERE u.known AND u.game_id IN (SELECT game_id FROM ${TEAM_GAMES} WHERE is_due) GROUP BY 1 ORDER BY 1`,
  );
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.n, 0);
  return {
    expected: rows.reduce((sum, row) => sum + row.n, 0),
    played: of('played'),
    dnp: of('dnp'),
    game_not_ingested: of('game_not_ingested'),
    game_not_processed: of('game_not_processed'),
  };
}

/** Scheduled games that no raw table has, or that the analytics tables have not taken up. */
export async function gamesWithoutData(warehouse: Warehouse, graph: TableGraph): Promise<GameWithoutData[]> {
  const processed = graph.get(TOGS) === undefined ? INGESTED : `SELECT game_id FROM ${TOGS}`;
  return warehouse.query<{ [K in keyof GameWithoutData]: GameWithoutData[K] }>(
    `SELECT g.game_id, g.game_date AS date, g.home_abbr AS home, g.away_abbr AS away,
       CASE WHEN i.game_id IS NULL THEN 'not_ingested' ELSE 'not_processed' END AS kind
     FROM ${GAMES} g
     LEFT JOIN (${INGESTED}) i ON i.game_id = g.game_id
     LEFT JOIN (SELECT DISTINCT game_id FROM (${processed}) x) o ON o.game_id = g.game_id
     WHERE g.game_id IN (SELECT game_id FROM ${TEAM_GAMES} WHERE is_due) AND (i.game_id IS NULL OR o.game_id IS NULL) ORDER BY 2, 1`,
  );
}
