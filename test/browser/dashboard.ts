import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type RunningServer, startServer } from '../../src/app/server/serve.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { warehouseAt } from '../../src/engine/open.js';
import type { Row, Warehouse } from '../../src/engine/warehouse.js';
import { GRAPH } from '../../src/tables/registry.js';
import { chromiumPath } from './chromium.js';

interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** A dashboard of its own copy of the league, in a real browser. */
export class Dashboard {
  /** What the browser complained of; a test that ends with any has failed. */
  readonly complaints: string[] = [];

  private constructor(
    readonly folder: string,
    readonly db: string,
    readonly server: RunningServer,
    readonly browser: Browser,
  ) {}

  static async open(
    league: string,
    prepare: (sql: (text: string) => Promise<Row[]>) => Promise<void> = async () => undefined,
  ): Promise<Dashboard> {
    const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
    const db = join(folder, 'nba.duckdb');
    cpSync(join(league, 'nba.duckdb'), db);
    cpSync(join(league, 'nba.duckdb.run'), `${db}.run`, { recursive: true });
    const warehouse = await openDuckdb({ path: db });
    await prepare((text) => warehouse.query(text));
    await warehouse.close();
    const server = await startServer(
      { at: await warehouseAt({ location: db }), graph: GRAPH, port: 0, version: 'test' },
      { now: () => new Date() },
    );
    const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: ['--no-sandbox'] });
    return new Dashboard(folder, db, server, browser);
  }

  /** A page at an address of the dashboard, with the token as the printed URL gives it. */
  async page(path: string, { width = 1280, height = 720, colorScheme = 'light' }: PageOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // A refused or waiting answer is the server's business; what counts is what the page makes of it.
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        this.complaints.push(message.text());
    });
    await page.goto(`${this.server.origin}${path}#token=${this.server.token}`);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
    expect(this.complaints).toEqual([]);
  }
}

/** Rows of the dashboard's warehouse, read beside it. */
export async function rowsOf<T extends Row>(db: string, sql: string): Promise<T[]> {
  const warehouse = await openWhenFree(db);
  try {
    return await warehouse.query<T>(sql);
  } finally {
    await warehouse.close();
  }
}

/** The server of the test reads in this very process, which can have the file open only once at a time. */
async function openWhenFree(path: string): Promise<Warehouse> {
  for (let tries = 0; ; tries++) {
    try {
      return await openDuckdb({ path, readOnly: true, patienceMs: 5000 });
    } catch (error) {
      if (tries > 200 || !String(error).includes('already open in this process')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
