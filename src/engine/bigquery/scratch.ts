import { randomBytes } from 'node:crypto';
import type { StoredTable } from '../stored-table.js';
import type { Job, Jobs } from './jobs.js';
import { fieldOf, type Tables } from './tables.js';

/** Hours after which tables left by a killed process are deleted. */
const HOURS = 12;

/**
 * The data set of this process for temporary tables and staged rows. Statements name its tables without a data set. Every table gets
 * a new name, so that no table is replaced while a statement reads it.
 */
export class Scratch {
  readonly dataset: string;
  private made: Promise<void> | undefined;
  private count = 0;

  constructor(
    private readonly jobs: Jobs,
    private readonly tables: Tables,
  ) {
    this.dataset = `${tables.prefix}scratch_${randomBytes(6).toString('hex')}`;
  }

  make(): Promise<void> {
    this.made ??= this.tables.ensureDataset(this.dataset, HOURS);
    return this.made;
  }

  newName(name: string): string {
    this.count += 1;
    return `${name}_${this.count}`;
  }

  /** Loads a file into a table of scratch. */
  async load(
    name: string,
    path: string,
    format: 'PARQUET' | 'NEWLINE_DELIMITED_JSON',
    columns: StoredTable['columns'],
  ): Promise<void> {
    await this.make();
    const { jobs } = this;
    const table = jobs.client.dataset(this.dataset).table(name);
    const { region } = jobs.settings;
    const metadata = {
      sourceFormat: format,
      schema: { fields: columns.map(fieldOf) },
      writeDisposition: 'WRITE_TRUNCATE',
      ...(format === 'PARQUET' ? { parquetOptions: { enableListInference: true } } : {}),
      ...(region === undefined ? {} : { location: region }),
    };
    // The rows replace those of another try, so that a load whose answer was lost is harmless.
    await jobs.again(async (jobId) => {
      const [job] = await table.createLoadJob(path, { ...metadata, jobId } as never);
      return (job as unknown as { readonly metadata: Job }).metadata;
    });
  }

  async drop(): Promise<void> {
    if (this.made === undefined) return;
    // Tables that remain expire by themselves.
    await this.tables.dropDataset(this.dataset).catch(() => undefined);
  }
}
