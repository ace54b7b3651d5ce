import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, type ServeOptions, startServer } from '../../../src/app/server/serve.js';
import { latest } from '../../../src/engine/migrate.js';
import { MIGRATIONS } from '../../../src/engine/migrations/index.js';
import { warehouseAt } from '../../../src/engine/open.js';
import { createTablesSql } from '../../../src/engine/stored-table.js';
import type { Warehouse } from '../../../src/engine/warehouse.js';
import { PLATFORM_TABLES } from '../../../src/ledger/platform-schema.js';
import type { TableGraph } from '../../../src/tables/graph.js';
import { MiniLeague } from '../../audit/mini-league.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  json<T = Record<string, unknown>>(): T;
}

/** Gives the invented league's tables what every warehouse has besides: the other tables, and a schema version. */
async function asWarehouse(warehouse: Warehouse): Promise<void> {
  const there = new Set(await warehouse.tableNames());
  const absent = PLATFORM_TABLES.filter(({ name }) => !there.has(name));
  for (const statement of createTablesSql(absent, warehouse.dialect)) await warehouse.execute(statement);
  await warehouse.execute(`CREATE TABLE nba_processing.schema_migrations (version BIGINT, name VARCHAR, applied_at TIMESTAMP);
    INSERT INTO nba_processing.schema_migrations VALUES (${latest(MIGRATIONS)}, 'all', NULL)`);
}

async function serve(folder: string, graph: TableGraph, options: Partial<ServeOptions>): Promise<RunningServer> {
  return startServer(
    {
      at: await warehouseAt({ location: join(folder, 'nba.duckdb') }),
      graph,
      port: 0,
      version: '1.2.3',
      pages: join(folder, 'pages'),
      ...options,
    },
    { now: () => new Date('2022-01-01T00:00:00Z') },
  );
}

/** A served warehouse of the invented league, in a folder of its own, with a page of one line. */
export class ServerBench {
  private constructor(
    readonly folder: string,
    readonly db: string,
    readonly league: MiniLeague | null,
    public server: RunningServer,
    private readonly graph: TableGraph,
  ) {}

  static async start(options: Partial<ServeOptions> = {}): Promise<ServerBench> {
    const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
    const db = join(folder, 'nba.duckdb');
    const league = await MiniLeague.create(undefined, db);
    await league.run();
    await asWarehouse(league.warehouse);
    const { graph } = league;
    await league.close();
    mkdirSync(join(folder, 'pages', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'pages', 'index.html'), '<!doctype html><title>page</title>');
    writeFileSync(join(folder, 'pages', 'assets', 'main-1.js'), 'export {};');
    writeFileSync(join(folder, 'secret.html'), 'secret');
    const server = await serve(folder, graph, options);
    return new ServerBench(folder, db, league, server, graph);
  }

  /** Another server of the same warehouse, in place of this one. */
  async restart(options: Partial<ServeOptions> = {}): Promise<void> {
    await this.server.close();
    this.server = await serve(this.folder, this.graph, options);
  }

  get port(): number {
    return Number(new URL(this.server.origin).port);
  }

  /** A request as given, byte for byte: nothing normalises the path or sets headers of its own. */
  ask(
    path: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request(
        { host: '127.0.0.1', port: this.port, path, method, headers: { host: `127.0.0.1:${this.port}`, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              json: () => JSON.parse(text),
            });
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  get tokenHeader(): Record<string, string> {
    return { 'x-nba-props-token': this.server.token };
  }

  async stop(): Promise<void> {
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const ACTION = JSON.stringify({ kind: 'backfill', from: '2021-11-01', to: '2021-11-03' });
export const JSON_BODY = { 'content-type': 'application/json' };
