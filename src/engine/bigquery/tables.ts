import type { ColumnType } from '../dialect.js';
import type { StoredTable } from '../stored-table.js';
import type { StoredColumn } from '../warehouse.js';
import { bigqueryDialect as d } from './dialect.js';
import { failureOf } from './errors.js';
import type { Jobs } from './jobs.js';
import type { Field } from './values.js';

/** Columns by which a table may be clustered. */
const MOST_CLUSTERED = 4;

/** Creates and lists data sets and tables by REST calls, which keep clustering and descriptions; DDL loses them on the emulator. */
export class Tables {
  /** Of the last list of tables. */
  private partitioned: Promise<ReadonlyMap<string, string>> | null = null;

  constructor(
    private readonly jobs: Jobs,
    /** Before the names of all data sets. */
    readonly prefix: string,
  ) {}

  /** Makes a data set where there is none. @param hours after which tables in it vanish by themselves */
  async ensureDataset(name: string, hours?: number): Promise<void> {
    const { region } = this.jobs.settings;
    const body = {
      datasetReference: { datasetId: name },
      labels: { tool: 'nba-props' },
      ...(region === undefined ? {} : { location: region }),
      ...(hours === undefined ? {} : { defaultTableExpirationMs: String(hours * 3_600_000) }),
    };
    await this.unlessThere(() => this.jobs.request({ method: 'POST', uri: '/datasets', json: body }));
  }

  async dropDataset(name: string): Promise<void> {
    await this.jobs.request({ method: 'DELETE', uri: `/datasets/${name}`, qs: { deleteContents: true } });
  }

  /** Makes tables and their data sets, where they are absent: partitioned by date, clustered by key, with descriptions. */
  async create(tables: readonly StoredTable[]): Promise<void> {
    for (const schema of new Set(tables.map(({ name }) => schemaOf(name))))
      await this.ensureDataset(this.prefix + schema);
    for (const table of tables) {
      const datasetId = this.prefix + schemaOf(table.name);
      const json = { tableReference: { datasetId, tableId: shortOf(table.name) }, ...bodyOf(table) };
      await this.unlessThere(() => this.jobs.request({ method: 'POST', uri: `/datasets/${datasetId}/tables`, json }));
    }
    this.partitioned = null;
  }

  private async unlessThere(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (failureOf(error).status !== 409) throw error;
    }
  }

  /** The platform's data sets that are there, without the prefix. */
  async schemas(): Promise<string[]> {
    const found = await this.listed<{ datasetReference: { datasetId: string } }>('/datasets', 'datasets');
    return found
      .map(({ datasetReference }) => datasetReference.datasetId)
      .filter((id) => id.startsWith(this.prefix))
      .map((id) => id.slice(this.prefix.length))
      .filter((id) => /^nba_[a-z_]+$/.test(id))
      .sort();
  }

  /** Names, with the schema, of every table and view, sorted. */
  async names(): Promise<string[]> {
    const found = await this.found();
    this.partitioned = Promise.resolve(filteredOf(found));
    return found.map(({ name }) => name).sort();
  }

  /** The tables that may only be read with a filter on their partition column, and that column. Listed once. */
  filtered(): Promise<ReadonlyMap<string, string>> {
    this.partitioned ??= this.found()
      .then(filteredOf)
      .catch((error: unknown) => {
        this.partitioned = null;
        throw error;
      });
    return this.partitioned;
  }

  private async found(): Promise<Found[]> {
    const ofSchema = async (schema: string) => {
      const uri = `/datasets/${this.prefix}${schema}/tables`;
      const found = await this.listed<Omit<Found, 'name'>>(uri, 'tables');
      return found.map((table) => ({ ...table, name: `${schema}.${table.tableReference.tableId}` }));
    };
    return (await Promise.all((await this.schemas()).map(ofSchema))).flat();
  }

  async columns(): Promise<ReadonlyMap<string, readonly StoredColumn[]>> {
    const names = await this.names();
    const stored = new Map<string, readonly StoredColumn[]>();
    for (let i = 0; i < names.length; i += 10) {
      const some = names.slice(i, i + 10);
      const fields = await Promise.all(some.map((name) => this.fields(this.prefix + name)));
      for (const [j, name] of some.entries()) {
        stored.set(
          name,
          fields[j]!.map((field) => ({ name: field.name, type: typeOf(field) })),
        );
      }
    }
    return stored;
  }

  /** The columns of a table, by its own name. */
  async fields(name: string): Promise<readonly Field[]> {
    const uri = `/datasets/${schemaOf(name)}/tables/${shortOf(name)}`;
    const { schema } = await this.jobs.request<{ schema?: { fields: readonly Field[] } }>({ uri });
    return schema?.fields ?? [];
  }

  private async listed<T>(uri: string, key: string): Promise<T[]> {
    const all: T[] = [];
    let pageToken: string | undefined;
    do {
      const qs = { maxResults: 1000, ...(pageToken === undefined ? {} : { pageToken }) };
      const page = await this.jobs.request<Record<string, unknown>>({ uri, qs });
      all.push(...((page[key] ?? []) as T[]));
      pageToken = page.nextPageToken as string | undefined;
    } while (pageToken !== undefined);
    return all;
  }
}

/** A table as the service lists it. */
interface Found {
  readonly name: string;
  readonly tableReference: { readonly tableId: string };
  readonly timePartitioning?: { readonly field?: string };
  readonly requirePartitionFilter?: boolean;
}

const filteredOf = (found: readonly Found[]): ReadonlyMap<string, string> =>
  new Map(
    found.flatMap(({ name, timePartitioning, requirePartitionFilter }) =>
      requirePartitionFilter === true && timePartitioning?.field !== undefined ? [[name, timePartitioning.field]] : [],
    ),
  );

const schemaOf = (name: string): string => name.slice(0, name.indexOf('.'));
const shortOf = (name: string): string => name.slice(name.indexOf('.') + 1);

/** The request body that creates a table. */
export function bodyOf({ columns, partitionBy, needsFilter, clusterBy = [] }: StoredTable): object {
  const clustered = clusterBy.filter((name) => name !== partitionBy).slice(0, MOST_CLUSTERED);
  return {
    schema: { fields: columns.map(fieldOf) },
    ...(partitionBy === undefined ? {} : { timePartitioning: { type: 'DAY', field: partitionBy } }),
    ...(needsFilter === true ? { requirePartitionFilter: true } : {}),
    ...(clustered.length === 0 ? {} : { clustering: { fields: clustered } }),
  };
}

export function fieldOf({ name, type, meaning }: StoredTable['columns'][number]): Field & { description?: string } {
  const isList = type === 'string_list';
  return {
    name,
    type: isList ? 'STRING' : d.type(type),
    mode: isList ? 'REPEATED' : 'NULLABLE',
    ...(meaning === undefined ? {} : { description: meaning.slice(0, 1024) }),
  };
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  INT64: 'integer',
  INTEGER: 'integer',
  FLOAT64: 'double',
  FLOAT: 'double',
  STRING: 'string',
  BOOL: 'boolean',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  BIGNUMERIC: 'hugeint',
};

/** The platform's type of a stored column; null if the platform makes no such columns. */
export function typeOf({ type, mode }: Field): StoredColumn['type'] {
  const item = TYPES[type];
  if (mode === 'REPEATED') return item === 'string' ? 'string_list' : null;
  return item === undefined || item === 'json' ? null : item;
}
