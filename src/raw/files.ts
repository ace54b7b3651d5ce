import type { Warehouse } from '../engine/warehouse.js';
import { FILES } from './raw-schema.js';

/** A version of a file that has been ingested. */
export interface KnownFile {
  readonly fileId: number;
  readonly path: string;
  readonly kind: string;
  readonly table: string;
  readonly checksum: string;
  readonly rows: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/**
 * All ingested files, by path and by checksum; grows with each file an ingest loads. A file with records of several kinds is
 * one of each kind.
 */
export class KnownFiles {
  private readonly byPath = new Map<string, KnownFile>();
  private readonly byPathAndKind = new Map<string, KnownFile>();
  private readonly byChecksum = new Map<string, Map<string, KnownFile>>();
  private readonly byId = new Map<number, KnownFile>();
  private lastId = 0;

  /** @param files in the order of their ids */
  constructor(files: readonly KnownFile[]) {
    for (const file of files) this.add(file);
  }

  add(file: KnownFile): void {
    this.byPath.set(file.path, file);
    this.byPathAndKind.set(`${file.kind} ${file.path}`, file);
    const same = this.byChecksum.get(file.checksum) ?? new Map<string, KnownFile>();
    this.byChecksum.set(file.checksum, same.set(file.kind, file));
    this.byId.set(file.fileId, file);
    this.lastId = Math.max(this.lastId, file.fileId);
  }

  /** The last version of a path: of that kind if there is one, else of any. */
  at(path: string, kind: string): KnownFile | undefined {
    return this.byPathAndKind.get(`${kind} ${path}`) ?? this.byPath.get(path);
  }

  /** The last versions with this content, wherever it was: one of each kind. */
  withChecksum(checksum: string): readonly KnownFile[] {
    return [...(this.byChecksum.get(checksum)?.values() ?? [])];
  }

  /** Ids of all versions with this content. */
  idsOf(checksum: string): readonly number[] {
    return this.all().flatMap((file) => (file.checksum === checksum ? [file.fileId] : []));
  }

  withId(fileId: number): KnownFile | undefined {
    return this.byId.get(fileId);
  }

  all(): readonly KnownFile[] {
    return [...this.byId.values()];
  }

  nextId(): number {
    return this.lastId + 1;
  }
}

export async function knownFiles(warehouse: Warehouse): Promise<KnownFiles> {
  const rows = await warehouse.query<{
    file_id: number;
    path: string;
    kind: string;
    table_name: string;
    checksum: string;
    rows: number;
    rejected: number;
    duplicates: number;
  }>(`SELECT file_id, path, kind, table_name, checksum, rows, rejected, duplicates FROM ${FILES} ORDER BY file_id`);
  return new KnownFiles(
    rows.map(({ file_id, table_name, ...rest }) => ({ ...rest, fileId: file_id, table: table_name })),
  );
}
