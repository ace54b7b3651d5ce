import type { Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { PLAYERS, SHOTS } from '../../../tables/names.js';
import type { ReadContext } from '../read-context.js';
import type { Shots } from '../schema/court.js';

interface ShotsQuery {
  readonly season: string;
  readonly player?: number | undefined;
  readonly team?: string | undefined;
  readonly side?: 'for' | 'against' | undefined;
  readonly game?: string | undefined;
}

/** The shots of a player, or of a team or its opponents, in a season or one game. Error: NOT_FOUND without a subject. */
export async function readShots({ warehouse }: ReadContext, query: ShotsQuery): Promise<Shots> {
  const { column, value, subject } = await subjectOf(warehouse, query);
  const where = `season = $1 AND ${column} = $2 AND ($3 IS NULL OR game_id = $3)`;
  const params = [query.season, value, query.game ?? null];
  const located = await warehouse.query<{
    x: number[];
    y: number[];
    made: boolean[];
    value: number[];
    unlocated: number;
  }>(
    `SELECT COALESCE(LIST(x ORDER BY game_id, event_index) FILTER (WHERE x IS NOT NULL AND y IS NOT NULL), []) AS x,
       COALESCE(LIST(y ORDER BY game_id, event_index) FILTER (WHERE x IS NOT NULL AND y IS NOT NULL), []) AS y,
       COALESCE(LIST(made ORDER BY game_id, event_index) FILTER (WHERE x IS NOT NULL AND y IS NOT NULL), []) AS made,
       COALESCE(LIST(value ORDER BY game_id, event_index) FILTER (WHERE x IS NOT NULL AND y IS NOT NULL), []) AS value,
       COUNT(*) FILTER (WHERE x IS NULL OR y IS NULL) AS unlocated
     FROM ${SHOTS} WHERE ${where}`,
    params,
  );
  const zones = await warehouse.query<{ [K in keyof Shots['zones'][number]]: Shots['zones'][number][K] }>(
    `WITH own AS (SELECT zone, zone_detail AS detail, COUNT(*) AS attempts, COUNT(*) FILTER (WHERE made) AS makes
         FROM ${SHOTS} WHERE ${where} GROUP BY ALL),
       league AS (SELECT zone, zone_detail AS detail, COUNT(*) FILTER (WHERE made) / COUNT(*) AS pct FROM ${SHOTS} WHERE season = $1 GROUP BY ALL)
     SELECT o.zone, o.detail, o.attempts, o.makes, l.pct AS "leaguePct" FROM own o JOIN league l ON l.zone = o.zone AND l.detail = o.detail
     ORDER BY o.attempts DESC, o.zone, o.detail`,
    params,
  );
  const games = await warehouse.query<{ gameId: string; date: string; opponent: string }>(
    `SELECT game_id AS "gameId", game_date AS date, ANY_VALUE(${query.side === 'against' ? 'team_abbr' : 'opponent_team_abbr'}) AS opponent
     FROM ${SHOTS} WHERE season = $1 AND ${column} = $2 GROUP BY game_id, game_date ORDER BY game_date, game_id`,
    [query.season, value],
  );
  const { unlocated = 0, ...lists } = located[0] ?? { x: [], y: [], made: [], value: [] };
  return { season: query.season, subject, games, ...lists, zones, unlocated };
}

async function subjectOf(
  warehouse: Warehouse,
  { player, team, side }: ShotsQuery,
): Promise<{ column: string; value: string | number; subject: string }> {
  if (player !== undefined) {
    const names = await warehouse.query<{ name: string }>(
      `SELECT player_name AS name FROM ${PLAYERS} WHERE player_id = $1`,
      [player],
    );
    return { column: 'player_id', value: player, subject: names[0]?.name ?? `player ${player}` };
  }
  if (team === undefined) throw new PlatformError('NOT_FOUND', 'Nobody was chosen.', 'Choose a player or a team.');
  return side === 'against'
    ? { column: 'opponent_team_abbr', value: team, subject: `${team}'s opponents` }
    : { column: 'team_abbr', value: team, subject: team };
}
