import { bigqueryDialect } from '../../src/engine/bigquery/dialect.js';
import { duckdbDialect } from '../../src/engine/duckdb/dialect.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { type Tables, typeOfValue } from './googlesql.js';
import { RecordingDialect } from './recording-dialect.js';
import { schemasOf } from './schemas.js';

/** A statement that the platform ran, compiled for BigQuery. */
export interface Recorded {
  readonly sql: string;
  /** Where it was run from: file below src and line. */
  readonly origin: string;
  /** Every table of that time, in GoogleSQL's types. */
  readonly tables: Tables;
  readonly positional: readonly string[];
}

type Params = readonly (string | number | boolean | null)[];

/** Folders of src whose statements only DuckDB runs: it reads and types the files, whichever engine stores the rows. */
export const LEFT_OUT = ['engine', 'raw'];

/**
 * Runs the platform on DuckDB and keeps every statement that it ran, as it would be on BigQuery. Statements that differ
 * in literals alone are one.
 */
export class Recorder {
  private readonly recording = new RecordingDialect(duckdbDialect);
  private readonly known = new Map<string, Recorded>();
  /** Every place that ran a statement. */
  readonly sites = new Set<string>();

  get statements(): readonly Recorded[] {
    return [...this.known.values()];
  }

  wrap(warehouse: Warehouse): Warehouse {
    let tables: Tables | null = null;
    let copied = false;
    const duckdb = (sql: string) => this.recording.expand(sql, duckdbDialect);
    const record = async (sql: string, params: Params) => {
      const site = callSite();
      if (site === null || LEFT_OUT.includes(site.split('/')[0] ?? '')) return;
      this.sites.add(site);
      tables ??= withCopies(await schemasOf(warehouse), copied);
      this.keep(sql, site, tables, params);
    };
    const changes = (sql: string) => {
      if (/\b(CREATE|DROP|ALTER|ATTACH|DETACH|USE)\b/.test(sql)) tables = null;
    };
    const own: Partial<Warehouse> = {
      dialect: this.recording.dialect,
      query: async (sql, params = []) => {
        await record(sql, params);
        changes(sql);
        return warehouse.query(duckdb(sql), params);
      },
      change: async (sql, params = []) => {
        await record(sql, params);
        return warehouse.change(duckdb(sql), params);
      },
      execute: async (sql) => {
        await record(sql, []);
        changes(sql);
        await warehouse.execute(duckdb(sql));
      },
      scratch: async (takes) => {
        const copy = await warehouse.scratch(takes);
        const end = (work: () => Promise<void>) => async () => {
          tables = null;
          await work();
        };
        copied = true;
        tables = null;
        return {
          name: this.recording.either(copy.name, SCRATCH),
          original: this.recording.either(copy.original, ORIGINAL),
          use: end(copy.use),
          leave: end(copy.leave),
          close: end(async () => {
            copied = false;
            await copy.close();
          }),
        };
      },
      transaction: async (work) => {
        try {
          return await warehouse.transaction(work);
        } catch (error) {
          // What was created in it is gone.
          tables = null;
          throw error;
        }
      },
    };
    return new Proxy(warehouse, {
      get: (target, name) => {
        const member = own[name as keyof Warehouse] ?? target[name as keyof Warehouse];
        return typeof member === 'function' && !(name in own) ? member.bind(target) : member;
      },
    });
  }

  private keep(text: string, origin: string, tables: Tables, params: Params): void {
    const sql = this.recording.expand(text, bigqueryDialect);
    const positional = params.map(typeOfValue);
    const temporary = [...tables].filter(([name]) => !name.includes('.') && sql.includes(name));
    const key = JSON.stringify([withoutLiterals(sql), positional, temporary]);
    if (!this.known.has(key)) this.known.set(key, { sql, origin, tables, positional });
  }
}

/** Names that the warehouse and its scratch copy have on BigQuery, where each is a project. */
const [ORIGINAL, SCRATCH] = ['warehouse_project', 'scratch_project'];

/** While there is a scratch copy, every table stands in it and in the warehouse, too. */
function withCopies(tables: Tables, copied: boolean): Tables {
  if (!copied) return tables;
  const permanent = [...tables].filter(([name]) => name.includes('.'));
  const inProject = (project: string) => permanent.map(([name, columns]) => [`${project}.${name}`, columns] as const);
  return new Map([...tables, ...inProject(ORIGINAL), ...inProject(SCRATCH)]);
}

/** The text with every literal left out, and lists of them as one. */
const withoutLiterals = (sql: string): string =>
  sql
    .replace(/'(?:\\.|[^'\\])*'/g, '?')
    .replace(/\b\d+(?:\.\d+)?(?:e\d+)?\b/g, '?')
    .replace(/(?:DATE )?\?(?:, (?:DATE )?\?)+/g, '?')
    .replace(/\s+/g, ' ');

/** File and line of the innermost caller below src. */
function callSite(): string | null {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  return /\/src\/([\w/.-]+\.ts:\d+):\d+/.exec(stack)?.[1] ?? null;
}
