import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { warehouseAt } from '../../src/engine/open.js';
import { type Printed, Terminal } from '../app/cli/terminal.js';
import { both, comparedTables, differences } from './compare.js';
import { unlisted } from './deviations.js';

export interface Told {
  readonly duckdb: string;
  readonly bigquery: string;
  readonly code: number;
}

/** One warehouse in DuckDB and one in BigQuery that are given the same commands. */
export class TwoEngines {
  readonly terminal = new Terminal();
  readonly address: string;
  /** The options that name the one in BigQuery. */
  readonly options: readonly string[];

  constructor(
    readonly endpoint: string,
    prefix: string,
  ) {
    this.terminal.set('NBA_PROPS_BIGQUERY_ENDPOINT', endpoint);
    this.address = `bigquery:test/${prefix}`;
    this.options = ['--warehouse', 'bigquery', '--project', 'test', '--dataset-prefix', prefix];
  }

  /** The same command on both, which must end with the same code. */
  run(...argv: readonly string[]): Promise<Told> {
    return this.runAt(null, ...argv);
  }

  /** @param now the time by the command's clock */
  async runAt(now: Date | null, ...argv: readonly string[]): Promise<Told> {
    const one = (...more: readonly string[]): Promise<Printed> =>
      this.terminal.runWith(now === null ? {} : { now: () => now }, ...argv, ...more, '--quiet');
    const duckdb = await one();
    const bigquery = await one(...this.options);
    if (bigquery.code !== duckdb.code) {
      throw new Error(
        `${argv.join(' ')} ended with ${bigquery.code}, not ${duckdb.code}:\n${bigquery.err}${bigquery.out}\n${duckdb.err}${duckdb.out}`,
      );
    }
    return { duckdb: duckdb.out, bigquery: bigquery.out, code: duckdb.code };
  }

  /** Both hold the same values, but for the cells that are listed. */
  async expectSame(after: string): Promise<void> {
    const { cells, rows, found } = await both(
      this.terminal.path('nba.duckdb'),
      this.address,
      this.endpoint,
      async (duckdb, bigquery) => differences(duckdb, bigquery, await comparedTables(duckdb)),
    );
    const wrong = unlisted(found);
    console.log(
      `${after}: ${rows} rows, ${cells} cells, ${wrong.length} wrong, ${found.length - wrong.length} listed (deviations.ts)`,
    );
    expect(wrong.slice(0, 10)).toEqual([]);
  }

  async close(): Promise<void> {
    this.terminal.close();
    const { beside } = await warehouseAt({ location: this.address, endpoint: this.endpoint });
    for (const name of readdirSync(dirname(beside))) {
      if (name.startsWith(`${basename(beside)}.`))
        rmSync(join(dirname(beside), name), { recursive: true, force: true });
    }
  }
}

/** Answers without what differs by when and where they were made, and without hashes, which each engine makes by its own functions. */
export function plain(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) =>
    /run_?id|_?at$|^since$|command|^(db|warehouse)$|resume|duration|bytes_to_read|hash|^(current|recorded)$/i.test(key)
      ? undefined
      : rounded(value),
  );
}

/** Sums of doubles differ in their last digit by the order in which an engine adds. */
const rounded = (value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
