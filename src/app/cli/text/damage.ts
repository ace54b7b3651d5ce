import type { DamageKind, FileDamage } from '../../../raw/store/damage.js';
import { counted } from './table.js';

const SAYS: Readonly<Record<DamageKind, (file: FileDamage) => string>> = {
  raw_rows_lost: ({ rows_found, rows_expected }) =>
    `${counted(rows_expected - rows_found, 'row is', 'rows are')} gone of the ${rows_expected} that were ingested`,
  raw_rows_changed: () => 'values were altered since it was ingested',
  raw_rows_unexplained: ({ rows_found, rows_expected }) =>
    `${counted(rows_found - rows_expected, 'row is', 'rows are')} there that it did not bring`,
};

/** One line: whose rows are not what they were, and how. */
export const damageLine = (file: FileDamage): string =>
  `${file.kind.replaceAll('_', ' ')}: ${file.path ?? `${file.table}, rows of no file`}: ${SAYS[file.kind](file)}.`;

export const MEND_DAMAGE = 'Their dates keep the ledger rows they had. Mend them with: nba-props heal';
