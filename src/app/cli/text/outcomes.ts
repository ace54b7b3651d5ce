import type { FileReport } from '../../../raw/report.js';
import { WHY, type Why } from '../../../raw/store/history.js';
import type { Outcome } from '../../../raw/store/told.js';
import { counted } from './table.js';

/** Why one version counts and not the other. */
const REASONS: Readonly<Record<Why, string>> = {
  [WHY.sourceTime]: "by the source's own time it is later",
  [WHY.wentFurther]: 'the game has gone further in it',
  [WHY.laterIngest]: 'it was ingested later',
  [WHY.dropped]: 'it no longer has them',
  [WHY.rejectedLines]: 'none of its lines were rejected',
  [WHY.laterLine]: 'another line tells what became of it',
};

/** What a file did to what stood, or that to it, a line each. */
export function outcomeLines({ outcomes, restored }: FileReport): string[] {
  const lines = outcomes.map(outcomeLine);
  if (restored !== undefined) lines.push(`  restored ${counted(restored.rows, 'row')} that were lost or altered`);
  return lines;
}

function outcomeLine({ what, why, rows, examples, files }: Outcome): string {
  const reason = why === null ? '' : REASONS[why];
  const which = examples.length === 0 ? '' : ` (${examples.join(', ')}${examples.length < 3 ? '' : ', ...'})`;
  const of = files.length === 0 ? '' : ` of ${files.join(', ')}`;
  switch (what) {
    case 'superseded':
      return `  ${counted(rows, 'row')}${of} kept as history: this file counts, ${reason}${which}`;
    case 'dropped':
      return `  ${counted(rows, 'row')}${of} kept as history: this file counts, and ${reason}${which}`;
    case 'older':
      return `  ${counted(rows, 'row')} of this file not believed: what stands${files.length === 0 ? '' : `, from ${files.join(', ')},`} counts, ${reason}${which}`;
    case 'fewer_rows':
      return `  ${counted(rows, 'row')} fewer than before${which}`;
    case 'kept':
      return `  ${counted(rows, 'row')} of its former version stay, which it no longer has${which}`;
  }
}
