import { z } from 'zod';
import type { CompletenessReport } from '../../../audit/completeness/report.js';
import type { ConflictsReport } from '../../../audit/conflicts/report.js';
import type { ContaminationReport } from '../../../audit/contamination/report.js';
import type { ContractsReport } from '../../../audit/contracts/report.js';
import type { LeakageReport } from '../../../audit/leakage/report.js';
import type { ReconcileReport } from '../../../audit/reconcile/check.js';
import { isoDate, type readyRows, season } from './common.js';

/** Reports as the command line prints them with --json; their shape is the library's. */
const report = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

export const seasonQuery = z.object({ season });
export const dateQuery = z.object({ date: isoDate });

export const contaminationReport = report<ContaminationReport>();
export const completenessReport = report<CompletenessReport>();
export const reconcileReport = report<ReconcileReport>();
export const contractsReport = report<ContractsReport>();
export const conflictsReport = report<ConflictsReport & { readonly ready: z.infer<typeof readyRows> }>();
export const leakageReport = report<LeakageReport>();
