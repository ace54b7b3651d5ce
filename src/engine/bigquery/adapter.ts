import { once } from 'node:events';
import { createWriteStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { PlatformError } from '../../errors.js';
import { temporaryFolder } from '../../temporary-folder.js';
import type { Capabilities } from '../capabilities.js';
import type { StoredTable } from '../stored-table.js';
import type { FirstRows, Row, ScratchCopy, StoredColumn, Transport, Warehouse } from '../warehouse.js';
import { bigqueryDialect as d } from './dialect.js';
import { bigqueryError } from './errors.js';
import type { Job, Jobs } from './jobs.js';
import { type Fence, LOCK_TABLE } from './lock.js';
import { BIGQUERY_MIGRATIONS } from './migrations.js';
import { prefixed, relationsIn, renamed, targetOf } from './names.js';
import { copyName, Pending } from './pending.js';
import { checkedQuery, ofUser } from './read-only-query.js';
import { Scratch } from './scratch.js';
import { bound, countOf, doing, type Parameter } from './statement.js';
import { type Tables, typeOf } from './tables.js';
import { statementsOf, type Token, textOf, tokensOf } from './tokens.js';
import { withWholeRange } from './whole-range.js';

const CAPABILITIES: Capabilities = { localFiles: false, scratch: false };

interface Opened {
  readonly jobs: Jobs;
  readonly tables: Tables;
  readonly location: string;
  readonly readOnly: boolean;
  /** The lock, where it is held. */
  readonly fence: Fence | null;
}

/**
 * A warehouse in BigQuery. A statement that reads runs at once, as one job. Statements that change rows inside a transaction are
 * collected and committed in one job, all or none.
 */
export class BigQueryWarehouse implements Warehouse {
  readonly dialect = d;
  readonly capabilities = CAPABILITIES;
  readonly migrations = BIGQUERY_MIGRATIONS;
  readonly location: string;
  readonly readOnly: boolean;
  private readonly jobs: Jobs;
  private readonly tables: Tables;
  private readonly fence: Fence | null;
  private readonly scratchTables: Scratch;
  /** Temporary tables: the name in statements, and the name of the table in the temporary data set. */
  private readonly temporary = new Map<string, string>();
  private readonly dates = new Map<string, string>();
  private pending: Pending | null = null;
  private disobey: () => void = () => undefined;
  private readonly closing: (() => Promise<void>)[] = [];

  constructor(opened: Opened) {
    this.jobs = opened.jobs;
    this.tables = opened.tables;
    this.location = opened.location;
    this.readOnly = opened.readOnly;
    this.fence = opened.fence;
    this.scratchTables = new Scratch(opened.jobs, opened.tables);
  }

  async query<T extends Row = Row>(sql: string, params: readonly Parameter[] = []): Promise<T[]> {
    const tokens = bound(sql, params, this.dates);
    if (doing(tokens) !== 'reads') {
      await this.does(tokens);
      return [];
    }
    return this.jobs.rows<T>(await this.read(tokens));
  }

  async change(sql: string, params: readonly Parameter[] = []): Promise<number> {
    const tokens = bound(sql, params, this.dates);
    const counting = countOf(tokens);
    const [counted] = counting === null ? [{ n: 1 }] : await this.query<{ n: number }>(counting);
    await this.does(tokens);
    return counted?.n ?? 0;
  }

  async execute(sql: string): Promise<void> {
    for (const tokens of statementsOf(sql)) await this.does(bound(textOf(tokens), [], this.dates));
  }

  private async does(tokens: readonly Token[]): Promise<void> {
    switch (doing(tokens)) {
      case 'reads':
        await this.read(tokens);
        return;
      case 'makes a temporary table':
        return this.makeTemporary(tokens);
      case 'makes a schema':
        return this.makeSchema(tokens);
      case 'changes tables':
        return this.changeTables(async () => {
          await this.run(this.onScratch(tokens));
        });
      case 'changes rows':
        return this.changeRows(this.onScratch(tokens));
    }
  }

  private async read(tokens: readonly Token[]): Promise<Job> {
    const own = this.onScratch(tokens);
    return this.run(this.pending === null ? own : await this.pending.seen(own));
  }

  /** Replaces names of temporary tables by those of the tables in the temporary data set. */
  private onScratch(tokens: readonly Token[]): readonly Token[] {
    return renamed(tokens, (name) => this.temporary.get(name));
  }

  private async changeRows(tokens: readonly Token[]): Promise<void> {
    const target = targetOf(tokens) ?? '';
    if (!target.includes('.')) {
      await this.run(tokens);
      return;
    }
    this.refuseReader();
    if (this.pending !== null) return this.pending.change(tokens);
    await this.commit([tokens]);
  }

  private async makeTemporary(tokens: readonly Token[]): Promise<void> {
    const [made] = relationsIn(tokens);
    if (made === undefined) throw new PlatformError('INTERNAL', 'A temporary table has no name.', 'This is a bug.');
    const own = this.scratchTables.newName(made.name);
    const rest = this.onScratch(tokens.slice(made.last + 1));
    const read = this.pending === null ? rest : await this.pending.seen(rest);
    await this.run([...tokensOf(`CREATE TABLE ${own}`), ...read]);
    this.temporary.set(made.name, own);
  }

  private async makeSchema(tokens: readonly Token[]): Promise<void> {
    this.refuseReader();
    const name = tokens.filter(({ kind }) => kind === 'name').at(-1)?.text ?? '';
    await this.told(() => this.tables.ensureDataset(`${this.tables.prefix}${name}`));
  }

  private async changeTables(work: () => Promise<void>): Promise<void> {
    this.refuseReader();
    if (this.pending === null) return work();
    this.pending.later(work);
  }

  private refuseReader(): void {
    if (this.readOnly)
      throw new PlatformError('BAD_STATEMENT', `${this.location} is open for reading only.`, 'This is a bug.');
  }

  private async run(tokens: readonly Token[], more: object = {}): Promise<Job> {
    await this.told(() => this.scratchTables.make());
    return this.jobs.run({ query: { ...this.queryOf(await this.sent(tokens)), ...more } });
  }

  /** The statement as the service gets it. */
  private async sent(tokens: readonly Token[]): Promise<string> {
    const filtered = await this.told(() => this.tables.filtered());
    return textOf(
      prefixed(
        withWholeRange(tokens, (name) => filtered.get(name)),
        this.tables.prefix,
      ),
    );
  }

  private queryOf(sql: string): object {
    const { project: projectId, maxBytes } = this.jobs.settings;
    return {
      query: sql,
      useLegacySql: false,
      defaultDataset: { projectId, datasetId: this.scratchTables.dataset },
      ...(maxBytes === undefined ? {} : { maximumBytesBilled: String(maxBytes) }),
    };
  }

  /** One job: all of the statements, or none. */
  private async commit(statements: readonly (readonly Token[])[]): Promise<void> {
    if (statements.length === 0) return;
    const own: string[] = [];
    for (const tokens of statements) own.push(await this.sent(tokens));
    const name = this.scratchTables.newName(this.scratchTables.dataset);
    const { fence } = this;
    const script = ['BEGIN TRANSACTION', ...(fence?.statements(name) ?? []), ...own, 'COMMIT TRANSACTION'].join(';\n');
    await this.told(() => this.scratchTables.make());
    const run = () => this.jobs.run({ query: this.queryOf(`${script};`) }, { keep: true });
    await (fence === null ? run() : fence.during(run));
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.pending !== null) return work();
    const pending = new Pending({
      copy: async (name) => {
        const own = this.scratchTables.newName(copyName(name));
        await this.run(tokensOf(`CREATE TABLE ${own} AS SELECT * FROM ${name}`));
        return own;
      },
      run: async (tokens) => {
        await this.run(tokens);
      },
    });
    this.pending = pending;
    let result: T;
    try {
      result = await work();
    } finally {
      this.pending = null;
    }
    const { changes, after } = pending.statements;
    await this.commit(changes);
    for (const change of after) await change();
    return result;
  }

  async bytesOf(select: string): Promise<number | null> {
    const tokens = this.onScratch(bound(select, [], this.dates));
    await this.told(() => this.scratchTables.make());
    return this.jobs.bytesOf(this.queryOf(await this.sent(tokens)));
  }

  async queryReadOnly(sql: string, most: number): Promise<FirstRows> {
    const tokens = checkedQuery(sql);
    const rows = await ofUser(async () => this.jobs.rows(await this.run(tokens), most + 1));
    return { rows: rows.slice(0, most), more: rows.length > most };
  }

  obey(signal: AbortSignal): void {
    const stop = () => this.jobs.interrupt(this.readOnly);
    signal.addEventListener('abort', stop, { once: true });
    this.disobey = () => signal.removeEventListener('abort', stop);
    if (signal.aborted) stop();
  }

  async setDates(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, iso] of Object.entries(values)) this.dates.set(name, iso);
  }

  async createTables(tables: readonly StoredTable[]): Promise<void> {
    await this.changeTables(() => this.told(() => this.tables.create(tables)));
  }

  storedColumns(): Promise<ReadonlyMap<string, readonly StoredColumn[]>> {
    return this.told(() => this.tables.columns());
  }

  async tableNames(): Promise<readonly string[]> {
    const names = await this.told(() => this.tables.names());
    return names.filter((name) => name !== LOCK_TABLE);
  }

  scratch(): Promise<ScratchCopy> {
    throw new PlatformError(
      'ENGINE_LACKS',
      `${this.location} cannot be copied to a scratch copy.`,
      'Copy it to a file first: nba-props copy.',
    );
  }

  async appendText(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void> {
    const own = this.temporary.get(table);
    const stored = own === undefined ? `${this.tables.prefix}${table}` : `${this.scratchTables.dataset}.${own}`;
    const fields = await this.told(() => this.tables.fields(stored));
    const columns = fields.map(({ name }) => ({ name, type: 'string' as const }));
    const lines: string[] = [];
    for (const row of rows)
      lines.push(JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))));
    if (lines.length === 0) return;
    const texts = this.scratchTables.newName('texts');
    await inFile(`${lines.join('\n')}\n`, (path) =>
      this.told(() => this.scratchTables.load(texts, path, 'NEWLINE_DELIMITED_JSON', columns)),
    );
    const typed = fields.map((field) =>
      typeOf(field) === 'string' ? field.name : d.cast(field.name, typeOf(field) ?? 'string'),
    );
    await this.changeRows(
      tokensOf(
        `INSERT INTO ${own ?? table} (${fields.map(({ name }) => name).join(', ')}) SELECT ${typed.join(', ')} FROM ${texts}`,
      ),
    );
  }

  readonly transport: Transport = {
    fetch: async (select, path) => {
      const job = await this.read(bound(select, [], this.dates));
      const out = createWriteStream(path);
      let count = 0;
      for await (const rows of this.jobs.pages(job, 'stored')) {
        count += rows.length;
        // Wait until this page is written, so that pages do not pile up in memory.
        if (!out.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(out, 'drain');
      }
      out.end();
      await finished(out);
      return count;
    },
    bring: async (path, { name, columns }) => {
      const own = this.scratchTables.newName(name);
      await this.told(() => this.scratchTables.load(own, path, 'PARQUET', columns));
      this.temporary.set(name, own);
    },
    whenClosed: (work) => void this.closing.push(work),
  };

  private async told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw bigqueryError(this.location, error);
    }
  }

  async close(): Promise<void> {
    this.disobey();
    for (const work of this.closing) await work();
    await this.scratchTables.drop();
  }
}

/** Writes text to a temporary file for the duration of `work`. */
async function inFile(text: string, work: (path: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  try {
    const path = join(folder, 'rows.ndjson');
    writeFileSync(path, text);
    await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
