import { noneReady, onlyTimeHelps, type Readiness, together } from '../audit/readiness/readiness.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { explainPartition } from '../explain/partition/partition.js';
import { Calendar } from '../ledger/calendar.js';
import { REFERENCE_FAILURES } from '../ledger/processing-names.js';
import { findTable } from '../tables/find-table.js';
import type { TableGraph } from '../tables/graph.js';
import { MLFS, PROP_LINES } from '../tables/names.js';
import { factsOf, type GameRow, gameShown, gamesOf, type SideFacts, sideKey, sidesOf } from './games.js';
import { playersOf } from './players.js';
import { proofs } from './proofs.js';
import { gameQuotes } from './quotes.js';
import type { GameQuote, LooseLine, Tonight, TonightGame, TonightPlayer, TonightSide } from './report.js';

/**
 * All that is known of a date's games before they are played, and, of those that have been, what came of it. Command and page
 * answer from this alone. Error: NOT_FOUND for a date without games.
 */
export async function readTonight(warehouse: Warehouse, graph: TableGraph, date: string): Promise<Tonight> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const rows = await gamesOf(warehouse, date);
  if (rows.length === 0) throw noGames(date, calendar);
  const played = new Set(rows.filter((row) => gameShown(row) === 'played').map((row) => row.game_id));
  const place = new Map(rows.map((row, i) => [row.game_id, i]));
  const { players: found, loose } = await playersOf(warehouse, graph, date, (game) => played.has(game));
  const players = [...found].sort((a, b) => (place.get(a.gameId) ?? 0) - (place.get(b.gameId) ?? 0));
  const sides = await sidesOf(warehouse, date);
  const quotes = await gameQuotes(warehouse, date);
  const games = rows.map((row) => game(row, { sides, quotes, players }));
  const readiness = together(games.map((game) => game.readiness));
  const { state, why } = await standing(warehouse, graph, calendar, date);
  const all = calendar.gameDates;
  return {
    date,
    season: rows[0]?.season ?? null,
    previous: all.findLast((day) => day < date) ?? null,
    next: all.find((day) => day > date) ?? null,
    horizon: calendar.horizon,
    state,
    why,
    readiness,
    games,
    players,
    loose: [
      ...loose.map(({ game: gameId, name }) => ({ gameId, name, reason: 'not expected in this game' })),
      ...(await unresolved(warehouse, date)),
    ],
    proofs: proofs(graph),
    steps: steps(date, state, games, readiness),
  };
}

interface Known {
  readonly sides: ReadonlyMap<string, SideFacts>;
  readonly quotes: ReadonlyMap<string, readonly GameQuote[]>;
  readonly players: readonly TonightPlayer[];
}

function game(row: GameRow, known: Known): TonightGame {
  const state = gameShown(row);
  const facts = (team: string) => known.sides.get(sideKey(row.game_id, team)) ?? factsOf(team, null);
  const side = (team: string, score: number | null): TonightSide => ({
    ...facts(team).side,
    quotes: known.quotes.get(sideKey(row.game_id, team)) ?? [],
    score: state === 'played' ? score : null,
  });
  const home = facts(row.home_abbr);
  return {
    gameId: row.game_id,
    tipoffAt: row.tipoff_at,
    state,
    stateReason: row.status_reason,
    gameType: row.game_type,
    seriesText: row.series_text,
    arena: row.arena_name,
    isNeutral: row.is_neutral,
    total: home.total,
    openingTotal: home.openingTotal,
    totalMovement: home.totalMovement,
    linesBook: home.book,
    linesQuotedAt: home.quotedAt,
    away: side(row.away_abbr, row.away_score),
    home: side(row.home_abbr, row.home_score),
    readiness: together(known.players.filter((player) => player.gameId === row.game_id).map(readinessOfOne)),
  };
}

const readinessOfOne = ({ ready, unready }: TonightPlayer): Readiness =>
  ready === true
    ? { rows: 1, ready: 1, reasons: [] }
    : { rows: 1, ready: 0, reasons: [{ reason: unready ?? 'not_made', rows: 1 }] };

/** How the feature store of the date stands: whether what is shown was made, from what is known now. */
async function standing(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  date: string,
): Promise<Pick<Tonight, 'state' | 'why'>> {
  const store = graph.get(MLFS);
  if (store === undefined || !calendar.datesOf(store).includes(date)) {
    return { state: null, why: 'All its games are off: nothing is to be made.' };
  }
  return explainPartition(warehouse, graph, findTable(MLFS, graph), date);
}

async function unresolved(warehouse: Warehouse, date: string): Promise<LooseLine[]> {
  const rows = await warehouse.query<{ game: string | null; name: string; reason: string }>(
    `SELECT MIN(game_id) AS game, entity_id AS name, MIN(reason) AS reason FROM ${REFERENCE_FAILURES}
     WHERE table_name = ? AND partition_date = ? GROUP BY entity_id ORDER BY entity_id`,
    [PROP_LINES, date],
  );
  return rows.map(({ game: gameId, name, reason }) => ({ gameId, name, reason }));
}

/** What to do about a date, in order. */
function steps(
  date: string,
  state: Tonight['state'],
  games: readonly TonightGame[],
  readiness: Readiness,
): Tonight['steps'] {
  const lacking = games.filter((one) => one.state === 'no_data' || one.state === 'part').length;
  return [
    ...(lacking > 0 ? [{ why: `${lacking} of its games lack data`, command: `nba-props gaps --date ${date}` }] : []),
    ...(state === 'not_played' ? [{ why: 'nothing has been made for it yet', command: `nba-props run ${date}` }] : []),
    ...(state === 'missing' || state === 'stale' || state === 'failed'
      ? [{ why: `its rows are ${state}`, command: `nba-props run ${date}` }]
      : []),
    ...(noneReady(readiness) && !onlyTimeHelps(readiness)
      ? [{ why: 'no row is ready for use', command: `nba-props explain mlfs ${date}` }]
      : []),
  ];
}

export const noGamesAtAll = (): PlatformError =>
  new PlatformError('NO_SCHEDULE', 'The warehouse has no games.', 'Ingest a schedule first.');

function noGames(date: string, { gameDates }: Calendar): PlatformError {
  const near = [gameDates.findLast((day) => day < date), gameDates.find((day) => day > date)].filter(
    (day) => day !== undefined,
  );
  return new PlatformError(
    'NOT_FOUND',
    `The schedule has no games on ${date}.`,
    near.length === 0 ? 'Ingest a schedule.' : `The dates around it are ${near.join(' and ')}.`,
  );
}
