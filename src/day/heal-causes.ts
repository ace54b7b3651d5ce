import { AFTER_GAME } from '../audit/expected/report.js';
import type { Remaining } from '../repair/report.js';
import type { Cause } from './report.js';

const CONFLICT = 'conflict:';

export const isConflict = ({ key }: Cause): boolean => key.startsWith(CONFLICT);

/**
 * Causes of what remains after a heal. Contaminated partitions of dates with missing files are not causes of their own.
 * @param told games whose files are already reported as late
 * @param open dates with missing files
 */
export function healCauses(
  remaining: readonly Remaining[],
  told: ReadonlySet<string>,
  open: ReadonlySet<string>,
): Cause[] {
  const causes = remaining.flatMap((item): Cause[] => {
    switch (item.kind) {
      case 'files_missing': {
        const { game_id: id, date, away, home, missing, low } = item.game;
        const kinds = [...missing, ...low.map(({ kind }) => kind)].map((kind) => kind.replaceAll('_', '-'));
        if (told.has(id)) return [];
        const key = kinds.length === AFTER_GAME.length ? `files:${id}` : `part:${id}`;
        return [
          {
            key,
            what: `${away} @ ${home} of ${date} lacks ${kinds.join(', ')}.`,
            command: `nba-props gaps --date ${date}`,
          },
        ];
      }
      case 'game_unnamed': {
        const [place] = item.rows.places;
        const what = `${item.rows.rows} rows are of games that no file names.`;
        return [{ key: `unnamed:${item.rows.kind}:${JSON.stringify(place ?? '')}`, what, command: 'nba-props gaps' }];
      }
      case 'conflict': {
        const { game_id: id, date, check } = item.conflict;
        const what = `Two sources give numbers of game ${id} of ${date} differently (${check.replaceAll('_', ' ')}).`;
        return [{ key: `${CONFLICT}${id}`, what, command: 'nba-props conflicts list' }];
      }
      case 'contaminated':
        if (open.has(item.date)) return [];
        return [
          {
            key: `critical:${item.date}`,
            what: `Rows of ${item.date} lack values that must be there: ${item.reasons.join(', ')}.`,
            command: `nba-props explain ${item.alias} ${item.date}`,
          },
        ];
      case 'failed':
        return [
          {
            key: `failed:${item.alias}`,
            what: `${item.alias} of ${item.date} could not be made${item.error === null ? '' : `: ${item.error}`}.`,
            command: `nba-props backfill ${item.alias} --dates ${item.date} --no-resume`,
          },
        ];
      case 'raw_changed':
        return [damage(`Rows of ${item.files.join(', ')} were changed by hand, and the files are gone or changed.`)];
      default:
        return [damage(`${item.finding.alias} of ${item.finding.date} is not what the ledger says.`)];
    }
  });
  return [...new Map(causes.toReversed().map((cause) => [cause.key, cause])).values()].toReversed();
}

const damage = (what: string): Cause => ({ key: 'damage', what, command: 'nba-props verify --repair' });
