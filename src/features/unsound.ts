export type UnsoundKind =
  | 'missing'
  | 'failed'
  | 'stale'
  | 'corrupt'
  | 'contaminated'
  | 'disputed'
  | 'files_unread'
  | 'no_rows';

/** Something that speaks against the rows of an export. */
export interface Unsound {
  readonly kind: UnsoundKind;
  /** Full name and alias; NULL where no single table is meant. */
  readonly table: string | null;
  readonly alias: string | null;
  readonly dates: readonly string[];
  /** Only of contaminated and disputed ones: how many dates of the export have them in their windows. */
  readonly reaches: number | null;
}
