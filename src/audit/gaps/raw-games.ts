import type { Warehouse } from '../../engine/warehouse.js';
import type { RawRole, RawTable } from '../../raw/raw-table.js';
import { RAW_TABLES, rawTablesOf } from '../../raw/raw-tables.js';
import { SOURCES } from '../../raw/sources/index.js';
import { DUE_GAMES, GAMES } from '../../tables/names.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';
import type { GameGap, RawKind } from './report.js';

interface KindSpec {
  readonly kind: RawKind;
  readonly role: RawRole;
}

const EVENTS: RawKind = 'play_by_play';

/** What every played game should have. */
const EXPECTED: readonly KindSpec[] = [
  { kind: 'play_by_play', role: 'events' },
  { kind: 'shot_chart', role: 'shots' },
  { kind: 'player_log', role: 'player_box' },
  { kind: 'team_log', role: 'team_box' },
];

/** SELECT of rows per game over the relation `due`: game_id, n. A log names date and team, not always the game. */
function rowsOf({ name, gameBy, role }: RawTable, condition: string): string {
  if (gameBy?.dateAndTeam === undefined)
    return `SELECT game_id, COUNT(*) AS n FROM ${name} WHERE ${condition} GROUP BY game_id`;
  const counted = role === 'team_box' ? 'team_abbr' : 'player_id';
  return `SELECT g.game_id, COUNT(DISTINCT b.${counted}) AS n FROM due g JOIN ${name} b
   ON b.game_date = g.game_date AND b.team_abbr IN (g.home_abbr, g.away_abbr) GROUP BY g.game_id`;
}

/** A kind of rows with the table that the files to be fetched go to. */
export const RAW_KINDS = EXPECTED.map(({ kind, role }) => {
  const tables = rawTablesOf(role);
  const table = tables.find((one) => one.ofEveryGame === true) ?? tables[0];
  // Of several sources of a game, the one with most rows: BigDataBall tells the games that the league's events lack.
  const counts = RAW_TABLES.flatMap((one) => {
    const condition = one.role === role ? 'TRUE' : one.alsoTells?.[role];
    return condition === undefined ? [] : [rowsOf(one, condition)];
  });
  return {
    kind,
    table: table?.name ?? '',
    rows: `SELECT game_id, MAX(n) AS n FROM (${counts.join(' UNION ALL ')}) told GROUP BY game_id`,
    exactly: table?.rowsPerGame,
  };
});

/** Formats of files that bring rows of a raw table. */
export const formatsOf = (table: string): string[] =>
  SOURCES.filter((source) => source.table === table).map((source) => source.kind);

type GameRow = {
  game_id: string;
  date: string;
  season: string;
  game_type: string;
  home: string;
  away: string;
  events_reason: string | null;
  kinds: RawKind[];
  counts: number[];
  usual: number[];
};

/**
 * Due games that lack a kind of raw rows. Rows are compared with the median game of the season; a kind that the season lacks
 * altogether is missing in every game. Events that are not of the whole game are too few, however many.
 */
export async function rawGaps(warehouse: Warehouse, range: AuditRange): Promise<readonly GameGap[]> {
  const d = warehouse.dialect;
  const counted = RAW_KINDS.map(
    ({ kind, rows, exactly }, i) =>
      `SELECT g.game_id, g.season, ${i} AS position, '${kind}' AS kind, CASE WHEN r.n IS NULL THEN 0 ELSE r.n END AS n,
         ${exactly === undefined ? d.medianOver('r.n', 'g.season') : exactly} AS usual, ${exactly ?? 'CAST(NULL AS INT64)'} AS exactly
       FROM due g LEFT JOIN (${rows}) r ON r.game_id = g.game_id`,
  );
  const rows = await warehouse.query<GameRow>(
    `WITH due AS (SELECT g.game_id, g.game_date, g.season, g.game_type, g.home_abbr, g.away_abbr, g.events_reason
      FROM ${GAMES} g JOIN ${DUE_GAMES} u ON u.game_id = g.game_id),
    counted AS (${counted.join(' UNION ALL ')}),
    lacking AS (SELECT c.*, c.kind = '${EVENTS}' AND g.events_reason IS NOT NULL AS not_whole FROM counted c JOIN due g ON g.game_id = c.game_id
      WHERE c.n = 0 OR (c.exactly IS NULL AND c.n * 2 < c.usual) OR c.n < c.exactly OR (c.kind = '${EVENTS}' AND g.events_reason IS NOT NULL))
    SELECT g.game_id, g.game_date AS date, g.season, g.game_type, g.home_abbr AS home, g.away_abbr AS away,
      MAX(CASE WHEN l.not_whole THEN g.events_reason END) AS events_reason, ARRAY_AGG(l.kind ORDER BY l.position) AS kinds, ARRAY_AGG(l.n ORDER BY l.position) AS counts,
      ARRAY_AGG(CASE WHEN l.usual IS NULL THEN 0 ELSE CAST(l.usual AS INT64) END ORDER BY l.position) AS usual
    FROM due g JOIN lacking l ON l.game_id = g.game_id WHERE ${inRangeSql('g.game_date', range, d)}
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY g.game_date, g.game_id`,
  );
  return rows.map(({ kinds, counts, usual, events_reason, ...game }) => {
    const each = kinds.map((kind, i) => ({
      kind,
      rows: Number(counts[i]),
      expected: Number(usual[i]),
      reason: kind === EVENTS ? events_reason : null,
    }));
    return {
      ...game,
      missing: each.filter((one) => one.rows === 0).map((one) => one.kind),
      low: each.filter((one) => one.rows > 0),
    };
  });
}
