import { createHash } from 'node:crypto';
import type { KnownSlate } from './as-known/slates.js';
import type { ExportColumn } from './columns.js';
import type { ExportedConflict } from './conflicts.js';
import type { FeatureContract } from './contract.js';
import type { ExportFormat } from './formats/format.js';
import type { RowCounts } from './rows.js';
import type { Unsound } from './unsound.js';

/** A partition whose rows are in the export, as the ledger has it. */
export interface ExportedPartition {
  readonly table: string;
  readonly date: string;
  readonly status: string;
  readonly rows: number;
  /** Hash of the text of all values, comparable between engines and versions; the ledger's own hash is not. */
  readonly content_hash: string | null;
  readonly code_hash: string | null;
  readonly critical_state: string | null;
}

/** What an export is. Nothing in it knows the clock, the machine or the run: the same data gives the same bytes. */
export interface ExportFacts {
  readonly contract: FeatureContract;
  readonly selection: {
    readonly from: string;
    readonly to: string;
    readonly seasons: readonly string[];
    readonly ready_only: boolean;
    readonly labels: boolean;
  };
  /** `today`: the features as the warehouse has them; `before_the_games`: as they were known before each game. */
  readonly known: 'today' | 'before_the_games';
  /** With `before_the_games`, each slate. */
  readonly slates: readonly KnownSlate[];
  readonly file: { readonly format: ExportFormat; readonly bytes: number; readonly sha256: string };
  /** Of the values, whatever the format. */
  readonly content_hash: string;
  readonly rows: Omit<RowCounts, 'seasons'>;
  /** Rows without each feature. */
  readonly nulls: Readonly<Record<string, number>>;
  /** Whether nothing speaks against it. */
  readonly sound: boolean;
  readonly findings: readonly Unsound[];
  /** Numbers of these seasons that two sources give differently, accepted or not. */
  readonly conflicts: readonly ExportedConflict[];
  readonly order: readonly string[];
  readonly columns: readonly Omit<ExportColumn, 'sql'>[];
  readonly partitions: readonly ExportedPartition[];
}

export interface Manifest {
  readonly manifest_version: 2;
  /** sha256 of `export` as it is printed here without white space. */
  readonly export_hash: string;
  readonly export: ExportFacts;
  readonly made: { readonly at: string; readonly by: string };
}

export function makeManifest(facts: ExportFacts, made: Manifest['made']): Manifest {
  const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  return { manifest_version: 2, export_hash: hash, export: facts, made };
}

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;
