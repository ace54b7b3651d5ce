import type { CompletenessReport } from '../../../../src/audit/completeness/report.js';
import type { ConflictsReport } from '../../../../src/audit/conflicts/report.js';
import type { ContaminationReport } from '../../../../src/audit/contamination/report.js';
import type { ContractsReport } from '../../../../src/audit/contracts/report.js';
import type { ReconcileReport } from '../../../../src/audit/reconcile/check.js';
import { groupBy } from '../../../../src/domain/group-by.js';
import { count, dateRange, plural, sentence } from '../../lib/format.js';

/** The reports that are there by now. */
export interface Reports {
  readonly conflicts?: Pick<ConflictsReport, 'conflicts'> | undefined;
  readonly contamination?: Pick<ContaminationReport, 'roots'> | undefined;
  readonly completeness?: Pick<CompletenessReport, 'entities' | 'games_without_data'> | undefined;
  readonly reconcile?: Omit<ReconcileReport, 'from' | 'to' | 'finding_count'> | undefined;
  readonly contracts?: Pick<ContractsReport, 'violations'> | undefined;
}

/** What one cause did to one game, in lines. */
export interface Cause {
  readonly cause: string;
  readonly lines: readonly string[];
}

export interface GameFindings {
  /** null: of no single game. */
  readonly game: string | null;
  /** Of the game, or the first date that it reaches. */
  readonly date: string | null;
  /** CLE at BKN, where a report tells it. */
  readonly teams: string | null;
  readonly causes: readonly Cause[];
}

interface Finding {
  readonly game: string | null;
  readonly date: string | null;
  readonly cause: string;
  readonly line: string;
}

const shortName = (table: string) => table.split('.').at(-1) ?? table;

/** The findings of all checks by game, those of no game last; in a game by cause. One cause of many dates is one group. */
export function findingsByGame(reports: Reports): GameFindings[] {
  const teams = new Map(
    (reports.completeness?.games_without_data ?? []).map((g) => [g.game_id, `${g.away} at ${g.home}`]),
  );
  const groups = [...groupBy(allFindings(reports), ({ game }) => game ?? '')].map(
    ([game, found]): GameFindings => ({
      game: game === '' ? null : game,
      date: found.map(({ date }) => date).sort()[0] ?? null,
      teams: teams.get(game) ?? null,
      causes: [...groupBy(found, ({ cause }) => cause)].map(([cause, own]) => ({
        cause,
        lines: [...new Set(own.map(({ line }) => line))],
      })),
    }),
  );
  const place = ({ game, date }: GameFindings) => `${game === null ? 1 : 0}${date} ${game}`;
  return groups.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function allFindings(reports: Reports): Finding[] {
  return [
    ...(reports.completeness?.games_without_data ?? []).map(({ game_id, date, kind }) => ({
      game: game_id,
      date,
      cause: kind === 'not_ingested' ? 'Not ingested' : 'Not processed',
      line: kind === 'not_ingested' ? 'no file of the game was read' : 'read, and not in the analytics tables yet',
    })),
    ...contaminated(reports.contamination?.roots ?? []),
    ...(reports.conflicts?.conflicts ?? [])
      .filter(({ status }) => status !== 'accepted')
      .map((c) => ({
        game: c.game_id,
        date: c.date,
        cause: 'Sources contradict each other',
        line: c.of_row
          ? `${c.entity}: ${c.detail}`
          : `${c.entity}: ${c.detail} ${c.left ?? '–'} (${c.left_source}), ${c.right ?? '–'} (${c.right_source})`,
      })),
    ...differing(reports.reconcile),
    ...(reports.completeness?.entities ?? []).map(({ game_id, date, kind, table, entity_id }) => ({
      game: game_id,
      date,
      cause: kind === 'UNEXPLAINED' ? 'Neither a row nor a reason' : 'Not expected',
      line: `${shortName(table)}: ${entity_id ?? 'nobody'}`,
    })),
    ...(reports.contracts?.violations ?? []).map(({ table, what, where, rows }) => ({
      game: null,
      date: where,
      cause: `Contract of ${shortName(table)}`,
      line: `${what}${where === null ? '' : `, ${where}`}: ${plural(rows, 'row')}`,
    })),
  ];
}

/** Where contamination begins: one line per game, cause and table, over all its dates. */
function contaminated(roots: ContaminationReport['roots']): Finding[] {
  const each = roots.flatMap((root) =>
    (root.games.length === 0 ? [null] : root.games).map((game) => ({
      ...root,
      game,
      cause: `Critical values: ${sentence(root.reasons[0] ?? 'unexplained').toLowerCase()}`,
    })),
  );
  return [...groupBy(each, ({ game, cause, table }) => `${game} ${cause} ${table}`).values()].map((own) => {
    const dates = own.map(({ date }) => date).sort();
    const [first, last] = [dates[0] ?? '', dates.at(-1) ?? ''];
    const rows = own.reduce((sum, root) => sum + root.invalid_rows, 0);
    const fields = [...new Set(own.flatMap((root) => root.fields))].join(', ');
    const { game, cause, table } = own[0]!;
    const line = `${shortName(table)}, ${dates.length > 1 ? `${count(dates.length)} dates, ` : ''}${dateRange(first, last)}: ${fields} in ${plural(rows, 'row')}`;
    return { game, date: first, cause, line };
  });
}

/** Differences that are findings: of checks that differ beyond what they allow. */
function differing(report: Reports['reconcile']): Finding[] {
  const broken = new Map(
    (report?.checks ?? []).filter(({ verdict }) => verdict === 'differs').map((check) => [check.check, check.what]),
  );
  return (report?.differences ?? [])
    .filter(({ check, kind }) => kind === 'difference' && broken.has(check))
    .map((d) => ({
      game: d.game_id,
      date: d.date,
      cause: `Does not hold: ${broken.get(d.check)}`,
      line: `${d.entity}: ${d.detail} ${d.left ?? '–'}, ${d.right ?? '–'}`,
    }));
}
