import type { Warehouse } from '../../engine/warehouse.js';
import { Calendar } from '../../ledger/calendar.js';
import { gameVerdicts } from '../../ledger/verdicts.js';
import type { TableGraph } from '../../tables/graph.js';
import { acceptedGame, covers } from '../conflicts/accepted-games.js';
import { conflictsIn, isOpen } from '../conflicts/conflicts.js';
import { contaminationReport } from '../contamination/contamination.js';
import { joinDates } from './date-ranges.js';
import { gamelessGaps } from './gameless-gaps.js';
import { formatsOf, RAW_KINDS, rawGaps } from './raw-games.js';
import { recoverySteps } from './recovery.js';
import type { GameGap, GapsOptions, GapsReport, RawGap, TableGap } from './report.js';
import { tableGaps } from './table-gaps.js';

/**
 * What is not there: games without their files, dates never made, failed or half empty, the tables each gap blocks, and
 * the commands that close them. Answers from the schedule, the ledger and counts per game, for all seasons at once.
 */
export async function gapsReport(warehouse: Warehouse, graph: TableGraph, options: GapsOptions): Promise<GapsReport> {
  const { from, to, phase } = options;
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const withRaw = phase === undefined || phase === 2;
  const lackingAny = await rawGaps(warehouse, options);
  const lacking = withRaw ? lackingAny : [];
  const verdicts = await gameVerdicts(warehouse);
  const verdictOn = (game: GameGap) => {
    const verdict = verdicts.get(game.game_id);
    return verdict !== undefined && covers(verdict, game) ? verdict : undefined;
  };
  const games = lacking.filter((game) => verdictOn(game) === undefined);
  const withConflicts = phase === undefined || phase === 3;
  const conflicts = withConflicts ? (await conflictsIn(warehouse, graph, options)).filter(isOpen) : [];
  const raw = rawOf(games, calendar, graph);
  const gameless = withRaw ? await gamelessGaps(warehouse, graph, calendar, options) : [];
  const wanted = graph.ordered.filter((table) => phase === undefined || table.phase === phase);
  const tables = withoutAccepted(
    await tableGaps(warehouse, graph, calendar, options, wanted),
    lackingAny,
    (game) => verdictOn(game) !== undefined,
  );
  const contamination =
    options.contamination === true
      ? await contaminationReport(warehouse, graph, { from, to, ...(phase === undefined ? {} : { phase }) })
      : null;
  const contaminated = (contamination?.roots ?? []).filter((root) => root.state === 'CONTAMINATED');
  return {
    from,
    to,
    phase: phase ?? null,
    horizon: calendar.horizon,
    games,
    raw: byBlocked(raw),
    gameless,
    tables: byBlocked(tables),
    contamination,
    conflicts,
    accepted_games: lacking.flatMap((game) => {
      const verdict = verdictOn(game);
      return verdict === undefined ? [] : [acceptedGame(verdict, true)];
    }),
    recovery: await recoverySteps(warehouse, calendar, {
      games,
      raw,
      gameless,
      tables,
      contaminated: contaminated.map((root) => root.date),
    }),
    finding_count:
      games.length +
      sum(gameless, (gap) => gap.places.length) +
      sum(tables, datesOf) +
      conflicts.length +
      (contamination?.finding_count ?? NONE),
  };
}

/** Dates that are low because of games that a person has accepted as missing are no gap, if no other game of theirs lacks rows. */
function withoutAccepted(
  tables: readonly TableGap[],
  lacking: readonly GameGap[],
  isAccepted: (game: GameGap) => boolean,
): readonly TableGap[] {
  const openDates = new Set(lacking.filter((game) => !isAccepted(game)).map(({ date }) => date));
  const accepted = new Set(lacking.map(({ date }) => date).filter((date) => !openDates.has(date)));
  return tables
    .map((table) => ({ ...table, low: table.low.filter(({ date }) => !accepted.has(date)) }))
    .filter(({ missing, failed, low }) => missing.length + failed.length + low.length > 0);
}

/** The number of findings of a check that did not run. */
const NONE = 0;

const sum = <T>(list: readonly T[], size: (item: T) => number) => list.reduce((total, item) => total + size(item), 0);
const datesOf = ({ missing, failed, low }: TableGap) => sum([...missing, ...failed], (r) => r.dates) + low.length;

function rawOf(games: readonly GameGap[], calendar: Calendar, graph: TableGraph): RawGap[] {
  const seasonOf = (date: string) => calendar.batchDate(date).season;
  return RAW_KINDS.flatMap(({ kind, table }): RawGap[] => {
    const lacking = games.filter((game) => game.missing.includes(kind) || game.low.some((low) => low.kind === kind));
    if (lacking.length === 0) return [];
    return [
      {
        kind,
        table,
        formats: formatsOf(table),
        games: lacking.length,
        ranges: joinDates(
          lacking.map((game) => game.date),
          calendar.gameDates,
          seasonOf,
        ),
        blocks: graph.downstream(table).map((t) => t.alias),
      },
    ];
  });
}

/** What blocks most comes first; ties stay in the order of the cascade. */
const byBlocked = <T extends { readonly blocks: readonly string[] }>(gaps: readonly T[]): T[] =>
  [...gaps].sort((a, b) => b.blocks.length - a.blocks.length);
