import type { AcceptedGame, Conflict, ConflictsReport } from '../../../audit/conflicts/report.js';
import { firstOf } from './lists.js';
import type { Paint } from './paint.js';
import { count, counted, table } from './table.js';

const SHOWN = 40;

export function conflictsText(report: ConflictsReport, paint: Paint): string[] {
  const open = report.conflicts.filter(({ status }) => status !== 'accepted');
  const accepted = report.conflicts.filter(({ status }) => status === 'accepted');
  const out: string[] = [];
  if (open.length > 0) {
    out.push(paint.strong('Conflicts'), ...conflictRows(open.slice(0, SHOWN), paint), ...more(open.length), '');
  }
  if (accepted.length > 0) {
    out.push(
      paint.strong('Accepted'),
      ...table(
        ['id', 'date', 'game', 'who', 'what', 'first', 'second', 'by', 'reason'],
        accepted.slice(0, SHOWN).map(acceptedRow),
        'lllllrrll',
      ),
      ...more(accepted.length),
      '',
    );
  }
  if (report.accepted_games.length > 0) {
    out.push(
      paint.strong('Games accepted as missing'),
      ...table(
        ['date', 'game', 'lacks', 'by', 'reason', ''],
        report.accepted_games.map((game) => gameRow(game, paint)),
        'llllll',
      ),
      '',
    );
  }
  out.push(
    report.open === 0 ? paint.good('No open conflicts.') : paint.bad(`${counted(report.open, 'open conflict')}.`),
  );
  return out;
}

/** A conflict in a line. */
export function conflictText(c: Conflict): string {
  const numbers = c.of_row ? '' : `: ${value(c.left)} (${c.left_source}), ${value(c.right)} (${c.right_source})`;
  return `${c.date} ${c.game_id} ${c.entity} ${c.detail}${numbers}; ${c.check} ${c.conflict_id}`;
}

/** Open conflicts as a table. */
export const conflictRows = (conflicts: readonly Conflict[], paint: Paint): string[] =>
  table(
    ['id', 'date', 'game', 'check', 'who', 'what', 'one', 'source', 'other', 'source', 'since', ''],
    conflicts.map((c) => openRow(c, paint)),
    'llllllrlrlll',
  );

const more = (all: number) => (all > SHOWN ? [`and ${count(all - SHOWN)} more (--json)`] : []);
const value = (n: number | null) => (n === null ? '-' : String(n));

const openRow = (c: Conflict, paint: Paint) => [
  c.conflict_id,
  c.date,
  c.game_id,
  c.check,
  c.entity,
  c.detail,
  ...(c.of_row ? ['', '', '', ''] : [value(c.left), c.left_source, value(c.right), c.right_source]),
  c.since.slice(0, 10),
  c.status === 'changed' ? paint.warn('changed since it was accepted') : '',
];

const acceptedRow = (c: Conflict) => [
  c.conflict_id,
  c.date,
  c.game_id,
  c.entity,
  c.detail,
  ...(c.of_row ? ['', ''] : [value(c.left), value(c.right)]),
  c.accepted_by ?? '',
  c.reason ?? '',
];

const gameRow = (g: AcceptedGame, paint: Paint) => [
  g.date,
  g.game_id,
  firstOf(g.lacks.split(', ').map((kind) => kind.replaceAll('_', ' '))),
  g.accepted_by,
  g.reason,
  g.covers ? '' : paint.warn('not covered: it lacks nothing now, or more than then'),
];
