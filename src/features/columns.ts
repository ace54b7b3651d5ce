import type { Column, TableDefinition } from '../tables/definition.js';
import { FEATURES } from '../tables/features/feature-contract.js';
import { LABELS } from '../tables/features/labels.js';

/** Rows lie in this order, whatever order they were written in: it is total, so that equal rows give equal bytes. */
export const ROW_ORDER = ['game_date', 'game_id', 'player_id'] as const;

export type ExportType = Column['type'] | 'double_list';

export interface ExportColumn {
  readonly name: string;
  readonly type: ExportType;
  /** A model may learn from features (or their vector) and towards labels; keys and context are for joining and judging. */
  readonly role: 'key' | 'context' | 'feature' | 'vector' | 'label';
  readonly unit: string | null;
  readonly meaning: string;
  /** SQL over the feature store f, its label row l and the games with a result g. */
  readonly sql: string;
}

const FEATURE_NAMES: ReadonlySet<string> = new Set(FEATURES.map((feature) => feature.name));

/** Rows that nobody could know before the game are left out, so the column would say the same in every row. */
const CONSTANT = 'known_before_game';

const VECTOR: ExportColumn = {
  name: 'features',
  type: 'double_list',
  role: 'vector',
  unit: null,
  meaning: 'All features in the order of the contract; NULL where one is missing.',
  sql: `[${FEATURES.map(({ name }) => `f.${name}`).join(', ')}]`,
};

export const LABEL_STATES = ['played', 'did_not_play', 'no_result'] as const;
export type LabelState = (typeof LABEL_STATES)[number];

const LABEL_STATE: ExportColumn = {
  name: 'label_status',
  type: 'string',
  role: 'label',
  unit: null,
  meaning:
    'played: labels are there. did_not_play: the game has a result, he took no part. no_result: not played yet, or its box score is missing.',
  sql: `CASE WHEN l.player_id IS NOT NULL THEN 'played' WHEN g.game_id IS NOT NULL THEN 'did_not_play' ELSE 'no_result' END`,
};

/**
 * The columns of an export: those of the feature store as it declares them, the vector behind the last feature, and the
 * labels at the end.
 */
export function exportColumns(store: TableDefinition, withLabels: boolean): readonly ExportColumn[] {
  const roleOf = (name: string) =>
    store.key.includes(name) ? 'key' : FEATURE_NAMES.has(name) ? 'feature' : ('context' as const);
  const own = store.columns
    .filter(({ name }) => name !== CONSTANT)
    .map((column) => exported(column, roleOf(column.name), `f.${column.name}`));
  const last = own.findLastIndex(({ role }) => role === 'feature') + 1;
  const labels = withLabels ? [LABEL_STATE, ...LABELS.map((label) => exported(label, 'label', `l.${label.name}`))] : [];
  return [...own.slice(0, last), VECTOR, ...own.slice(last), ...labels];
}

function exported(column: Column, role: ExportColumn['role'], sql: string): ExportColumn {
  const { name, type, unit, meaning } = column;
  return { name, type, role, unit: unit ?? null, meaning, sql };
}
