import { quotesDueBy, quotesWantedBy, resultsDueBy, resultsGivenUpAt, scheduleDueBy } from '../../domain/due-times.js';
import { type ExpectedState, expectedState, type FileTold } from '../../domain/expected-file.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { gameVerdicts, type Verdict } from '../../ledger/verdicts.js';
import { GAMES } from '../../tables/names.js';
import { covers } from '../conflicts/accepted-games.js';
import { rawGaps } from '../gaps/raw-games.js';
import type { GameGap } from '../gaps/report.js';
import { type Arrival, arrivalsOf } from './arrivals.js';
import { movesOf } from './moves.js';
import {
  AFTER_GAME,
  BEFORE_GAME,
  type ExpectedFile,
  type ExpectedGame,
  type ExpectedKind,
  type ExpectedReport,
  isAfterGame,
} from './report.js';
import { type SeasonSources, sourcesOf } from './sources.js';

type GameRow = {
  readonly game_id: string;
  readonly date: string;
  readonly season: string;
  readonly tipoff_at: string | null;
  readonly away: string;
  readonly home: string;
  readonly status: string;
};

/**
 * For every game of the dates and every kind of file: when it is due, whether it is there, and since when. Whether files of a
 * finished game are missing is decided as in `gaps`. @param now ISO 8601, UTC
 */
export async function expectedOf(warehouse: Warehouse, dates: readonly string[], now: string): Promise<ExpectedReport> {
  if (dates.length === 0) return reportOf([], []);
  const d = warehouse.dialect;
  const games = await warehouse.query<GameRow>(
    `SELECT game_id, game_date AS date, season, tipoff_at, away_abbr AS away, home_abbr AS home, status FROM ${GAMES}
     WHERE game_date IN (${dates.map((date) => d.date(date)).join(', ')}) AND is_counting
     ORDER BY game_date, tipoff_at NULLS LAST, game_id`,
  );
  const [from, to] = [[...dates].sort()[0] ?? null, [...dates].sort().at(-1) ?? null];
  const gaps = new Map((await rawGaps(warehouse, { from, to })).map((gap) => [gap.game_id, gap]));
  const known: Known = {
    arrivals: new Map((await arrivalsOf(warehouse, dates)).map((one) => [`${one.game_id} ${one.kind}`, one])),
    gaps,
    verdicts: await gameVerdicts(warehouse),
    sources: new Map(),
  };
  for (const { season } of games)
    if (!known.sources.has(season)) known.sources.set(season, await sourcesOf(warehouse, season));
  const moves = await movesOf(warehouse, dates);
  return reportOf(
    games.map(({ season, ...game }) => ({
      ...game,
      moved_from: moves.to.get(game.game_id) ?? null,
      files: [...BEFORE_GAME, ...AFTER_GAME].map((kind) => fileOf({ ...game, season }, kind, known, now)),
    })),
    moves.away,
  );
}

interface Known {
  readonly arrivals: ReadonlyMap<string, Arrival>;
  readonly gaps: ReadonlyMap<string, GameGap>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly sources: Map<string, SeasonSources>;
}

function fileOf(game: GameRow, kind: ExpectedKind, known: Known, now: string): ExpectedFile {
  const came = known.arrivals.get(`${game.game_id} ${kind}`);
  const told = isAfterGame(kind) ? ofResults(game, kind, came, known) : beforeGame(game, kind, came, known);
  return {
    kind,
    state: expectedState(told, now),
    due_by: told.dueBy,
    since: came?.first_at ?? null,
    changed_at: came === undefined || came.rows_before === 0 ? null : came.last_at,
    note: told.has === 'all' ? null : (told.excused ?? told.part),
  };
}

interface Told extends FileTold {
  /** Why the file counts as partial; NULL if it does not. */
  readonly part: string | null;
}

/** Status of a postponed or cancelled game, for which no file will come; else NULL. */
const isOff = ({ status }: GameRow): string | null =>
  status === 'postponed' || status === 'cancelled' ? status : null;

function ofResults(
  game: GameRow,
  kind: (typeof AFTER_GAME)[number],
  came: Arrival | undefined,
  { gaps, verdicts }: Known,
): Told {
  const gap = gaps.get(game.game_id);
  const low = gap?.low.find((one) => one.kind === kind);
  const lacking = gap?.missing.includes(kind) === true;
  const verdict = verdicts.get(game.game_id);
  const accepted = gap !== undefined && verdict !== undefined && covers(verdict, gap) ? verdict : undefined;
  const nothing = lacking || (came?.rows_now ?? 0) === 0;
  return {
    has: low !== undefined ? 'part' : nothing ? 'nothing' : 'all',
    excused: isOff(game) ?? (accepted === undefined ? null : `accepted: ${accepted.reason}`),
    dueBy: resultsDueBy(game.date),
    waitedForUntil: resultsGivenUpAt(game.date),
    part: low === undefined ? null : (low.reason ?? `${low.rows} rows where ${low.expected} are usual`),
  };
}

function beforeGame(game: GameRow, kind: (typeof BEFORE_GAME)[number], came: Arrival | undefined, known: Known): Told {
  const sources = known.sources.get(game.season);
  const has = (came?.rows_now ?? 0) > 0 ? ('all' as const) : ('nothing' as const);
  const isListed = kind === 'news' && sources?.has.news === true && !sources.reports;
  const none = isListed ? 'it comes as a list, not by game' : sources?.has[kind] === true ? null : 'no source';
  const dueBy = kind === 'schedule' ? scheduleDueBy(game.date) : quotesWantedBy(game.date, game.tipoff_at);
  return {
    has,
    excused: isOff(game) ?? none,
    dueBy,
    waitedForUntil: quotesDueBy(game.date, game.tipoff_at),
    part: null,
  };
}

function reportOf(games: readonly ExpectedGame[], away: ExpectedReport['moved_away']): ExpectedReport {
  const counts: Record<ExpectedState, number> = { there: 0, not_due: 0, late: 0, missing: 0, not_to_come: 0 };
  for (const { files } of games) for (const { state } of files) counts[state]++;
  return { games, moved_away: away, counts, finding_count: counts.late + counts.missing };
}
