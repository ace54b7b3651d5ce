import { fillReach, REACH, type ReachSource } from '../audit/contamination/reach.js';
import type { VerifyReport } from '../audit/verify/report.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import { type KnownFile, type KnownFiles, knownFiles } from '../raw/files.js';
import { GivenFiles } from '../raw/given-files.js';
import { FILES } from '../raw/raw-schema.js';
import type { FileLimits } from '../raw/readers/limits.js';
import { shortName } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import type { BackupBeside } from './backups-beside.js';

/** How one damage is repaired, and what that costs. */
export interface RepairWay {
  /** `heal`: by itself. `ingest`: a file has to be brought back first, because its content is not where it was. */
  readonly way: 'heal' | 'ingest';
  /** Short name of the table. */
  readonly table: string;
  /** Dates of the damage; NULL where they are not known. */
  readonly from: string | null;
  readonly to: string | null;
  readonly dates: number;
  /** Partitions that are made again at most: the damaged ones, and those that read them. */
  readonly partitions: number;
  /** Files that heal reads again. */
  readonly reads: readonly { readonly path: string; readonly bytes: number }[];
  /** Files to be restored with the content that was ingested. */
  readonly needs: readonly { readonly path: string; readonly sha256: string }[];
  /** A backup from after these files were ingested: another way, if no copy of them is left. */
  readonly backup: (BackupBeside & { readonly files_since: number }) | null;
}

interface Damage {
  readonly table: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly days: readonly string[];
  readonly files: readonly KnownFile[];
}

/**
 * For each damage that was found the way to repair it and its cost: one entry per damaged file, and one per table with
 * partitions that are not what was written. Reads the files to know whether they are as they were.
 */
export async function repairWays(
  warehouse: Warehouse,
  graph: TableGraph,
  found: VerifyReport,
  backups: readonly BackupBeside[],
  limits: FileLimits,
): Promise<RepairWay[]> {
  const known = await knownFiles(warehouse);
  const damages = [...(await ofFiles(warehouse, found, known)), ...ofPartitions(found, known)];
  const reach = await reachOf(warehouse, graph, damages);
  const ways: RepairWay[] = [];
  for (const [i, damage] of damages.entries()) {
    const { table, from, to, days, files } = damage;
    const { reads, needs } = await sortFiles(files, limits);
    const backup = needs.length === 0 ? null : await backupSince(warehouse, files, backups);
    const way = needs.length === 0 ? 'heal' : 'ingest';
    const alias = graph.get(table)?.alias ?? shortName({ name: table });
    ways.push({ way, table: alias, from, to, dates: days.length, partitions: reach[i] ?? 0, reads, needs, backup });
  }
  return ways;
}

async function ofFiles(warehouse: Warehouse, { damaged_files }: VerifyReport, known: KnownFiles): Promise<Damage[]> {
  const { dialect: d } = warehouse;
  const damages: Damage[] = [];
  for (const { table, file_id, from, to } of damaged_files) {
    const within = [
      `table_name = ${d.text(table)}`,
      ...(from === null ? [] : [`partition_date >= ${d.date(from)}`]),
      ...(to === null ? [] : [`partition_date <= ${d.date(to)}`]),
    ];
    const days = await warehouse.query<{ day: string }>(
      `SELECT partition_date AS day FROM ${PARTITIONS} WHERE ${within.join(' AND ')} ORDER BY 1`,
    );
    const file = file_id === null ? undefined : known.withId(file_id);
    const files = file === undefined ? [] : [file];
    damages.push({ table, from, to, days: days.map(({ day }) => day), files });
  }
  return damages;
}

/** Raw tables of which no file is damaged were ingested by a version that did not record what it stored: all files are read. */
function ofPartitions({ findings, damaged_files }: VerifyReport, known: KnownFiles): Damage[] {
  const tables = [...new Set(findings.map(({ table }) => table))];
  return tables.flatMap((table): Damage[] => {
    const own = findings.filter((finding) => finding.table === table);
    const isRaw = own.some(({ phase }) => phase === 1);
    if (isRaw && damaged_files.some((file) => file.table === table)) return [];
    const days = own.map(({ date }) => date).sort();
    const files = isRaw
      ? known.all().filter((file) => file.table === table && known.at(file.path, file.kind) === file)
      : [];
    return [{ table, from: days[0] ?? null, to: days.at(-1) ?? null, days, files }];
  });
}

/** How many partitions each damage reaches. */
async function reachOf(warehouse: Warehouse, graph: TableGraph, damages: readonly Damage[]): Promise<number[]> {
  const sources = damages.flatMap(({ table, days }, id) => days.map((date): ReachSource => ({ id, table, date })));
  await fillReach(warehouse, graph, sources);
  const rows = await warehouse.query<{ id: number; n: number }>(
    `SELECT source_id AS id, COUNT(*) AS n FROM (SELECT DISTINCT source_id, table_name, partition_date FROM ${REACH}) r GROUP BY 1`,
  );
  const counts = new Map(rows.map(({ id, n }) => [id, n]));
  return damages.map((_, id) => counts.get(id) ?? 0);
}

/** Which files still hold what was ingested of them. */
async function sortFiles(files: readonly KnownFile[], limits: FileLimits): Promise<Pick<RepairWay, 'reads' | 'needs'>> {
  const reads: { path: string; bytes: number }[] = [];
  const needs: { path: string; sha256: string }[] = [];
  const opened = new GivenFiles();
  try {
    for (const { path, checksum } of files) {
      const now = await opened.again(path, limits);
      if (now?.checksum === checksum) reads.push({ path, bytes: now.bytes });
      else needs.push({ path, sha256: checksum });
      if (now !== null) opened.drop(now);
    }
  } finally {
    opened.close();
  }
  return { reads, needs };
}

/** The newest backup from after all of the files were ingested, and how many files came after it. */
async function backupSince(
  warehouse: Warehouse,
  files: readonly KnownFile[],
  backups: readonly BackupBeside[],
): Promise<RepairWay['backup']> {
  const [newest] = backups;
  if (newest === undefined) return null;
  const rows = await warehouse.query<{ file_id: number; ingested_at: string }>(
    `SELECT file_id, ingested_at FROM ${FILES}`,
  );
  const made = Date.parse(newest.made_at);
  const later = rows.filter(({ ingested_at: at }) => Date.parse(at) > made);
  const isLater = (file: KnownFile) => later.some(({ file_id }) => file_id === file.fileId);
  return files.some(isLater) ? null : { ...newest, files_since: later.length };
}
