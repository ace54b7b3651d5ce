/** Rows of a pre-game table that differ when only D and what came after is changed. */
export interface Leak {
  readonly table: string;
  readonly alias: string;
  /** Date whose rows differ. */
  readonly date: string;
  /** Column that differs; null when whole rows appeared or vanished. */
  readonly column: string | null;
  readonly rows: number;
  /** Key of one such row, as text. */
  readonly example: string;
}

export interface DateAudit {
  readonly date: string;
  /** Rows compared per pre-game table. */
  readonly compared: Readonly<Record<string, number>>;
  readonly leaks: readonly Leak[];
  /** Why the date could not be judged; a check that cannot run is a finding. */
  readonly not_audited: string | null;
  readonly seconds: number;
}

export interface LeakageReport {
  readonly dates: readonly DateAudit[];
  /** Dates that leak or could not be judged. */
  readonly finding_count: number;
}
