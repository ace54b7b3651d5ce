import type { AuditRange } from '../audit/audit-range.js';
import { lacks } from '../audit/conflicts/accepted-games.js';
import { conflictsIn, isOpen } from '../audit/conflicts/conflicts.js';
import { rawGaps } from '../audit/gaps/raw-games.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { listVerdicts, recordVerdicts, takeBack, type Verdict } from '../ledger/verdicts.js';
import type { TableGraph } from '../tables/graph.js';

/** What a verdict is given on: a conflict by its id or the beginning of it, those of a game, or games that lack files. */
export interface Judged extends AuditRange {
  readonly id?: string;
  readonly game?: string;
  readonly check?: string;
  readonly missingGames: readonly string[];
}

export interface JudgedReport {
  readonly verdicts: readonly Verdict[];
  /** Features of later dates read the conflicts from this date on; NULL where no conflict was judged. */
  readonly from: string | null;
}

/** Records that a person accepts conflicts or missing games as they are. Errors: NOT_FOUND, BAD_OPTION. */
export async function accept(
  warehouse: Warehouse,
  graph: TableGraph,
  asked: Judged,
  said: { readonly reason: string; readonly by: string; readonly now: Date },
): Promise<JudgedReport> {
  refuseNothing(asked);
  const common = { accepted_by: said.by, reason: said.reason, accepted_at: said.now.toISOString() };
  const conflicts = matching(asked) ? (await conflictsIn(warehouse, graph, asked)).filter(isAsked(asked)) : [];
  const chosen = asked.id === undefined ? conflicts.filter(isOpen) : theOne(conflicts, asked.id);
  if (matching(asked) && chosen.length === 0) throw nothingFound(asked, 'open conflict');
  const gaps = asked.missingGames.length === 0 ? [] : await rawGaps(warehouse, { from: null, to: null });
  const verdicts = [
    ...chosen.map(
      (c): Verdict => ({
        subject: 'conflict',
        subject_id: c.conflict_id,
        game_id: c.game_id,
        game_date: c.date,
        check_name: c.check,
        entity: c.entity,
        detail: c.detail,
        left_value: c.left,
        right_value: c.right,
        ...common,
      }),
    ),
    ...asked.missingGames.map((game): Verdict => {
      const gap = gaps.find(({ game_id }) => game_id === game);
      if (gap === undefined) {
        const todo = 'List the games that lack files with "nba-props gaps".';
        throw new PlatformError('NOT_FOUND', `Game ${game} lacks no files, or no schedule names it.`, todo);
      }
      return {
        subject: 'missing_game',
        subject_id: game,
        game_id: game,
        game_date: gap.date,
        check_name: null,
        entity: `${gap.away} @ ${gap.home}`,
        detail: lacks(gap).join(', '),
        left_value: null,
        right_value: null,
        ...common,
      };
    }),
  ];
  await recordVerdicts(warehouse, verdicts, said.now);
  return report(verdicts);
}

/** Takes verdicts back: what they were on is open again. Errors: NOT_FOUND, BAD_OPTION. */
export async function reopen(warehouse: Warehouse, asked: Judged, now: Date): Promise<JudgedReport> {
  refuseNothing(asked);
  const all = await listVerdicts(warehouse);
  const ofConflicts = all
    .filter(({ subject }) => subject === 'conflict')
    .map((v) => ({ ...v, conflict_id: v.subject_id }));
  const chosen = matching(asked) ? ofConflicts.filter(isAsked(asked)) : [];
  const games = all.filter((v) => v.subject === 'missing_game' && asked.missingGames.includes(v.game_id));
  const verdicts = [...(asked.id === undefined ? chosen : theOne(chosen, asked.id)), ...games];
  const unknown = asked.missingGames.find((game) => !games.some(({ game_id }) => game_id === game));
  if (verdicts.length === 0 || unknown !== undefined) throw nothingFound(asked, 'verdict');
  await takeBack(warehouse, verdicts, now);
  return report(verdicts);
}

const matching = ({ id, game, check }: Judged) => [id, game, check].some((given) => given !== undefined);

const isAsked =
  ({ id, game, check, from, to }: Judged) =>
  (one: { readonly conflict_id: string; readonly game_id: string } & Dated & Checked): boolean => {
    const date = 'date' in one ? one.date : one.game_date;
    return (
      (id === undefined || one.conflict_id.startsWith(id)) &&
      (game === undefined || one.game_id === game) &&
      (check === undefined || ('check' in one ? one.check : one.check_name) === check) &&
      (from === null || date >= from) &&
      (to === null || date <= to)
    );
  };
type Dated = { readonly date: string } | { readonly game_date: string };
type Checked = { readonly check: string } | { readonly check_name: string | null };

function refuseNothing(asked: Judged): void {
  if (matching(asked) || asked.missingGames.length > 0) return;
  throw new PlatformError(
    'BAD_OPTION',
    'Nothing is named to judge.',
    'Name a conflict by its id, or --game and --check, or --missing-game.',
  );
}

function theOne<T extends { readonly conflict_id: string }>(found: readonly T[], id: string): T[] {
  if (found.length <= 1) return [...found];
  throw new PlatformError('NOT_FOUND', `${found.length} conflicts begin with ${id}.`, 'Give more letters of the id.');
}

function nothingFound({ id, game, check, missingGames }: Judged, what: string): PlatformError {
  const named = [id, game, check, ...missingGames].filter((one) => one !== undefined).join(' ');
  return new PlatformError('NOT_FOUND', `There is no ${what} ${named}.`, 'List them with "nba-props conflicts list".');
}

function report(verdicts: readonly Verdict[]): JudgedReport {
  const conflicts = verdicts.filter(({ subject }) => subject === 'conflict');
  return { verdicts, from: conflicts.map(({ game_date }) => game_date).sort()[0] ?? null };
}
