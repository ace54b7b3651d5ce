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
  const d = warehouse.dialect;
  const where = `season = ? AND ${column} = ? ${query.game === undefined ? '' : 'AND game_id = ?'}`;
  const params = [query.season, value, ...(query.game === undefined ? [] : [query.game])];
  const isLocated = 'x IS NOT NULL AND y IS NOT NULL';
  const [counted] = await warehouse.query<{ unlocated: number }>(
    `SELECT ${d.countIf(`NOT (${isLocated})`)} AS unlocated FROM ${SHOTS} WHERE ${where}`,
    params,
  );
  const [located] = await warehouse.query<{
    x: number[] | null;
    y: number[] | null;
    made: boolean[] | null;
    value: number[] | null;
  }>(
    `SELECT ${['x', 'y', 'made', 'value'].map((name) => `ARRAY_AGG(${name} ORDER BY game_id, event_index) AS ${name}`).join(', ')}
     FROM ${SHOTS} WHERE ${where} AND ${isLocated}`,
    params,
  );
  const zones = await warehouse.query<{ [K in keyof Shots['zones'][number]]: Shots['zones'][number][K] }>(
    `WITH own AS (SELECT zone, zone_detail AS detail, COUNT(*) AS attempts, ${d.countIf('made')} AS makes
         FROM ${SHOTS} WHERE ${where} GROUP BY 1, 2),
       league AS (SELECT zone, zone_detail AS detail, ${d.countIf('made')} / COUNT(*) AS pct FROM ${SHOTS} WHERE season = ? GROUP BY 1, 2)
     SELECT o.zone, o.detail, o.attempts, o.makes, l.pct AS leaguePct FROM own o JOIN league l ON l.zone = o.zone AND l.detail = o.detail
     ORDER BY o.attempts DESC, o.zone, o.detail`,
    [...params, query.season],
  );
  const games = await warehouse.query<{ gameId: string; date: string; opponent: string }>(
    `SELECT game_id AS gameId, game_date AS date, ANY_VALUE(${query.side === 'against' ? 'team_abbr' : 'opponent_team_abbr'}) AS opponent
     FROM ${SHOTS} WHERE season = ? AND ${column} = ? GROUP BY game_id, game_date ORDER BY game_date, game_id`,
    [query.season, value],
  );
  return {
    season: query.season,
    subject,
    games,
    x: located?.x ?? [],
    y: located?.y ?? [],
    made: located?.made ?? [],
    value: located?.value ?? [],
    zones,
    unlocated: counted?.unlocated ?? 0,
  };
}

async function subjectOf(
  warehouse: Warehouse,
  { player, team, side }: ShotsQuery,
): Promise<{ column: string; value: string | number; subject: string }> {
  if (player !== undefined) {
    const names = await warehouse.query<{ name: string }>(
      `SELECT player_name AS name FROM ${PLAYERS} WHERE player_id = ?`,
      [player],
    );
    return { column: 'player_id', value: player, subject: names[0]?.name ?? `player ${player}` };
  }
  if (team === undefined)
    throw new PlatformError('NOT_FOUND', 'No player or team was chosen.', 'Choose a player or a team.');
  return side === 'against'
    ? { column: 'opponent_team_abbr', value: team, subject: `${team}'s opponents` }
    : { column: 'team_abbr', value: team, subject: team };
}
