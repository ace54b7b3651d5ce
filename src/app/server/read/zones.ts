import type { Row, Warehouse } from '../../../engine/warehouse.js';
import { TDZA } from '../../../tables/names.js';
import { teamDefenseZoneAnalysis } from '../../../tables/precompute/team-defense-zone-analysis.js';
import { ZONES } from '../../../tables/precompute/zone-columns.js';
import type { ReadContext } from '../read-context.js';
import type { TeamZones, Zones, ZoneTrend } from '../schema/court.js';

const COLUMNS = `analysis_date AS date, team_abbr AS team, ${ZONES.map(
  (
    z,
  ) => `${z}_pct_allowed AS ${z}_pct, ${z}_attempts_allowed_per_game AS ${z}_attempts, ${z}_points_allowed_per_game AS ${z}_points,
    ${z}_blocks_per_game AS ${z}_blocks, ${z}_defense_vs_league_avg AS ${z}_diff`,
).join(
  ', ',
)}, defensive_rating_last_15 AS defRating, games_in_sample AS games, sample_quality AS quality, strongest_zone AS strongest,
  weakest_zone AS weakest, games_missing AS missing`;

/** Every team's defence by zone as known before a date; by default the last date with rows. */
export async function readZones(
  { warehouse }: ReadContext,
  query: { season: string; date?: string | undefined },
): Promise<Zones> {
  const dates = await warehouse.query<{ date: string }>(
    `SELECT DISTINCT analysis_date AS date FROM ${TDZA} WHERE season = ? ORDER BY 1`,
    [query.season],
  );
  const date = query.date ?? dates.at(-1)?.date ?? null;
  const teams = date === null ? [] : await rows(warehouse, 'season = ? AND analysis_date = ?', [query.season, date]);
  return {
    season: query.season,
    alias: teamDefenseZoneAnalysis.alias,
    date,
    dates: dates.map((row) => row.date),
    teams,
  };
}

/** One team's defence by zone, date by date. */
export async function readZoneTrend(
  { warehouse }: ReadContext,
  query: { season: string; team: string },
): Promise<ZoneTrend> {
  return { ...query, days: await rows(warehouse, 'season = ? AND team_abbr = ?', [query.season, query.team]) };
}

async function rows(warehouse: Warehouse, where: string, params: readonly string[]): Promise<TeamZones[]> {
  const found = await warehouse.query(
    `SELECT ${COLUMNS} FROM ${TDZA} WHERE ${where} ORDER BY analysis_date, team_abbr`,
    params,
  );
  return found.map((row) => {
    const zone = (z: string) => ({
      pct: measured(row, `${z}_pct`),
      attempts: measured(row, `${z}_attempts`),
      points: measured(row, `${z}_points`),
      blocks: measured(row, `${z}_blocks`),
      diff: measured(row, `${z}_diff`),
    });
    return {
      date: String(row.date),
      team: String(row.team),
      paint: zone('paint'),
      mid_range: zone('mid_range'),
      three_pt: zone('three_pt'),
      defRating: measured(row, 'defRating'),
      games: measured(row, 'games'),
      quality: word(row, 'quality'),
      strongest: word(row, 'strongest'),
      weakest: word(row, 'weakest'),
      missing: Array.isArray(row.missing) ? row.missing.map(String) : [],
    };
  });
}

const measured = (row: Row, name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);
const word = (row: Row, name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
