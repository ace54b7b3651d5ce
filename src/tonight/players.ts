import { type MarketStat, marketValue } from '../domain/market-stats.js';
import { overUnderResult } from '../domain/over-under.js';
import type { Warehouse } from '../engine/warehouse.js';
import type { TableGraph } from '../tables/graph.js';
import { MLFS, PCF, PGS, TDZA, UPGC } from '../tables/names.js';
import { unreadySql } from '../tables/unready.js';
import { EXPECTED } from '../tables/windows/expected-players.js';
import { Form } from './form.js';
import { newsOf } from './news.js';
import { playerKey, propLines, type Quoted } from './quotes.js';
import type { TonightLine, TonightPlayer } from './report.js';

/** Means that are shown of everybody, with a line or without. */
const AVERAGED = ['points', 'rebounds', 'assists', 'threes'];

type Row = {
  player_id: number;
  player_name: string;
  game_id: string;
  team_abbr: string;
  opponent_team_abbr: string;
  is_home: boolean | null;
  known_before_game: boolean;
  availability: string;
  minutes_avg_last_10: number | null;
  usage_rate_last_10: number | null;
  projected_usage_rate: number | null;
  days_rest: number | null;
  back_to_back: boolean | null;
  primary_scoring_zone: string | null;
  zone_defence: number | null;
  mismatch: number | null;
  fatigue: number | null;
  pace: number | null;
  usage_spike: number | null;
  adjustment: number | null;
  ready: boolean | null;
  unready: string | null;
  missing: string[];
  missing_features: string[] | null;
};

type ResultRow = {
  game_id: string;
  player_id: number;
  status: string;
  minutes: number | null;
  is_played: boolean;
} & Record<MarketStat, number | null>;

/** The players of a date's games as known before them; with results of the games that are said to be played. */
export async function playersOf(
  warehouse: Warehouse,
  graph: TableGraph,
  date: string,
  isPlayed: (gameId: string) => boolean,
): Promise<{ readonly players: readonly TonightPlayer[]; readonly loose: readonly (Quoted & { game: string })[] }> {
  const rows = await contexts(warehouse, graph, date);
  const form = await Form.load(warehouse, date);
  const lines = await propLines(warehouse, date);
  const news = await newsOf(warehouse, date);
  const results = await resultsOf(warehouse, date, isPlayed);
  const players = rows
    // Who is known from the game itself is no part of a page about a game to come.
    .filter((row) => row.known_before_game || isPlayed(row.game_id))
    .map((row): TonightPlayer => {
      const key = playerKey(row.game_id, row.player_id);
      const own = form.get(key) ?? Form.none;
      const result = results.get(key);
      const quoted = lines.get(key) ?? [];
      return {
        playerId: row.player_id,
        name: row.player_name,
        gameId: row.game_id,
        team: row.team_abbr,
        opponent: row.opponent_team_abbr,
        isHome: row.is_home,
        knownBeforeGame: row.known_before_game,
        availability: row.availability,
        news: news.get(key) ?? [],
        minutesLast10: row.minutes_avg_last_10,
        isRotation: row.minutes_avg_last_10 !== null && row.minutes_avg_last_10 >= EXPECTED.rotation_minutes,
        ...own.starts(),
        usageLast10: row.usage_rate_last_10,
        projectedUsage: row.projected_usage_rate,
        daysRest: row.days_rest,
        backToBack: row.back_to_back,
        averages: [...new Set([...AVERAGED, ...quoted.map((line) => line.market)])].map((market) =>
          own.averages(market),
        ),
        lines: quoted.map((line) => withHits(line, own, result)),
        primaryZone: row.primary_scoring_zone,
        zoneDefence: row.zone_defence,
        mismatch: row.mismatch,
        fatigue: row.fatigue,
        pace: row.pace,
        usageSpike: row.usage_spike,
        adjustment: row.adjustment,
        ready: row.ready,
        unready: row.unready,
        missing: [...new Set([...row.missing, ...(row.missing_features ?? [])])],
        result: result === undefined ? null : { status: result.status, minutes: result.minutes, points: result.points },
      };
    });
  const shown = new Set(players.map((player) => playerKey(player.gameId, player.playerId)));
  const loose = [...lines].flatMap(([key, list]) =>
    shown.has(key) ? [] : list.slice(0, 1).map((line) => ({ ...line, game: key.split(' ')[0] ?? '' })),
  );
  return { players, loose };
}

function withHits({ name: _, ...line }: Quoted, form: Form, result: ResultRow | undefined): TonightLine {
  const value = result?.is_played === true ? marketValue(line.market, result) : null;
  const came = overUnderResult({ points: value, line: line.line });
  return {
    ...line,
    hits: form.hits(line.market, line.line),
    outcome: value === null || came === null ? null : { value, result: came },
  };
}

function contexts(warehouse: Warehouse, graph: TableGraph, date: string): Promise<Row[]> {
  const store = graph.get(MLFS);
  const unready = (store === undefined ? null : unreadySql(store, warehouse.dialect, 'm')) ?? 'NULL';
  const zones = { paint: 'paint', mid_range: 'mid_range', three: 'three_pt' };
  const defence = Object.entries(zones).map(
    ([zone, column]) => `WHEN '${zone}' THEN z.${column}_defense_vs_league_avg`,
  );
  return warehouse.query<Row>(
    `SELECT u.player_id, u.player_name, u.game_id, u.team_abbr, u.opponent_team_abbr, u.is_home, u.known_before_game, u.availability,
       u.minutes_avg_last_10, u.usage_rate_last_10, u.projected_usage_rate, u.days_rest, u.back_to_back,
       f.primary_scoring_zone, CASE f.primary_scoring_zone ${defence.join(' ')} END AS zone_defence,
       f.shot_zone_mismatch_score AS mismatch, f.fatigue_score AS fatigue, f.pace_score AS pace, f.usage_spike_score AS usage_spike,
       f.total_composite_adjustment AS adjustment, m.is_production_ready AS ready,
       CASE WHEN m.player_id IS NOT NULL THEN ${unready} END AS unready,
       u.missing_inputs AS missing, m.missing_inputs AS missing_features
     FROM ${UPGC} u
     LEFT JOIN ${PCF} f ON f.game_id = u.game_id AND f.player_id = u.player_id AND f.analysis_date = ?
     LEFT JOIN ${TDZA} z ON z.team_abbr = u.opponent_team_abbr AND z.analysis_date = ?
     LEFT JOIN ${MLFS} m ON m.game_id = u.game_id AND m.player_id = u.player_id AND m.game_date = ?
     WHERE u.game_date = ?
     ORDER BY u.game_id, u.is_home, u.minutes_avg_last_10 DESC NULLS LAST, u.player_name, u.player_id`,
    [date, date, date, date],
  );
}

/** What came of it, of games that are played only. */
async function resultsOf(
  warehouse: Warehouse,
  date: string,
  isPlayed: (gameId: string) => boolean,
): Promise<ReadonlyMap<string, ResultRow>> {
  const rows = await warehouse.query<ResultRow>(
    `SELECT game_id, player_id, player_status AS status, minutes_played AS minutes, COALESCE(player_status = 'played', FALSE) AS is_played,
       points, rebounds, assists, three_pt_makes, steals, blocks, turnovers FROM ${PGS} WHERE game_date = ?`,
    [date],
  );
  return new Map(
    rows.filter((row) => isPlayed(row.game_id)).map((row) => [playerKey(row.game_id, row.player_id), row] as const),
  );
}
