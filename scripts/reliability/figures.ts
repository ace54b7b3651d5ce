import type { CyclesReport } from '../../test/crash/cycles/run-cycles.js';
import type { DashboardReport } from '../../test/crash/dashboard/run-dashboard.js';
import type { FuzzReport } from '../../test/crash/fuzz/run-fuzz.js';
import type { SeasonReport } from '../../test/crash/season/run-season.js';
import type { SoakReport } from '../../test/crash/soak/run-soak.js';

/** What the parts of a long run report; one that was not run, or did not end in its time, is null. */
export interface Reports {
  readonly cycles: CyclesReport | null;
  readonly fuzz: FuzzReport | null;
  readonly dashboard: DashboardReport | null;
  readonly soak: SoakReport | null;
}

/** What a long run found, in numbers: what the page shows and the file beside this one keeps. */
export interface Figures {
  readonly commit: string;
  /** Remarks on the figures, shown below them. Written by hand. */
  readonly notes?: readonly string[];
  readonly cycles: Omit<CyclesReport, 'failed'> | null;
  readonly fuzz: Omit<FuzzReport, 'failed'> | null;
  readonly dashboard: (Omit<DashboardReport, 'wrong'> & { readonly wrong: number }) | null;
  readonly soak:
    | (Omit<SoakReport, 'different' | 'wrong'> & { readonly different: number; readonly wrong: number })
    | null;
  /** Hostile seasons that were played to their end, one for each seed. */
  readonly seasons?: readonly SeasonFigures[];
}

type Listed = 'replayed_otherwise' | 'different' | 'wrong' | 'wrong_alarms' | 'not_told';

/** The report of a season, with the number of entries in place of each list. */
export type SeasonFigures = Omit<SeasonReport, Listed> & Readonly<Record<Listed, number>> & { readonly commit: string };

export const seasonFigures = (commit: string, report: SeasonReport): SeasonFigures => ({
  ...report,
  commit,
  replayed_otherwise: report.replayed_otherwise.length,
  different: partitionsOf(report.different.map((row) => row.replace(/^(live|once) /, ''))),
  wrong: report.wrong.length,
  wrong_alarms: report.wrong_alarms.length,
  not_told: report.not_told.length,
});

export function figuresOf(commit: string, { cycles, fuzz, dashboard, soak }: Reports): Figures {
  return {
    commit,
    cycles: cycles === null ? null : without(cycles),
    fuzz: fuzz === null ? null : without(fuzz),
    dashboard: dashboard === null ? null : { ...dashboard, wrong: dashboard.wrong.length },
    soak: soak === null ? null : { ...soak, different: partitionsOf(soak.different), wrong: soak.wrong.length },
  };
}

function without<R extends { readonly failed: unknown }>({ failed: _, ...rest }: R): Omit<R, 'failed'> {
  return rest;
}

/** Of rows of two ledgers, as JSON: how many partitions they are of. */
function partitionsOf(rows: readonly string[]): number {
  const keys = rows.map((row) => {
    const { table_name, partition_date } = JSON.parse(row) as Record<string, string>;
    return `${table_name} ${partition_date}`;
  });
  return new Set(keys).size;
}
