import type { FileReport } from '../../../raw/report.js';
import { WHY, type Why } from '../../../raw/store/history.js';
import type { Outcome } from '../../../raw/store/told.js';
import { counted } from './table.js';

/** Why one of two versions is used; "it" is that version. */
const REASONS: Readonly<Record<Why, string>> = {
  [WHY.sourceTime]: 'the source gives it a later time',
  [WHY.wentFurther]: 'it tells more of the game',
  [WHY.laterIngest]: 'it was ingested later',
  [WHY.dropped]: 'it no longer has them',
  [WHY.rejectedLines]: 'none of its lines were rejected',
  [WHY.laterLine]: 'another of its lines tells what became of the game',
};

/** What a file did to what stood, or that to it, a line each. */
export function outcomeLines({ outcomes, restored, unfinished }: FileReport): string[] {
  const lines = outcomes.map(outcomeLine);
  if (unfinished !== undefined) lines.push(`  not loaded: ${unfinished}`);
  if (restored !== undefined) lines.push(`  restored ${counted(restored.rows, 'row')} that were lost or altered`);
  return lines;
}

function outcomeLine({ what, why, rows, examples, files }: Outcome): string {
  const reason = why === null ? '' : REASONS[why];
  const which = examples.length === 0 ? '' : ` (${examples.join(', ')}${examples.length < 3 ? '' : ', ...'})`;
  const of = files.length === 0 ? '' : ` of ${files.join(', ')}`;
  switch (what) {
    case 'superseded':
      return `  ${counted(rows, 'row')}${of} replaced by this file, because ${reason}; kept in the history${which}`;
    case 'dropped':
      return `  ${counted(rows, 'row')}${of} removed by this file, because ${reason}; kept in the history${which}`;
    case 'older':
      return `  ${counted(rows, 'row')} of this file not used: ${files.length === 0 ? 'what is stored' : files.join(', ')} stays, because ${reason}${which}`;
    case 'fewer_rows':
      return `  ${counted(rows, 'row')} fewer than before${which}`;
    case 'kept':
      return `  ${counted(rows, 'row')} of the earlier version are missing from this file and stay${which}`;
  }
}
