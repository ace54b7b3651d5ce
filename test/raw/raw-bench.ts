import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Effects } from '../../src/effects.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { createTablesSql } from '../../src/engine/stored-table.js';
import type { Row, Warehouse } from '../../src/engine/warehouse.js';
import { PROCESSING_TABLES } from '../../src/ledger/processing-schema.js';
import { ingestPaths } from '../../src/raw/ingest.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { type FileLimits, USUAL_LIMITS } from '../../src/raw/readers/limits.js';
import type { FileReport, IngestReport } from '../../src/raw/report.js';
import { dueGames } from '../../src/tables/reference/build/due-games.js';
import { knownSchedule } from '../../src/tables/reference/build/known-schedule.js';
import { playerAliases } from '../../src/tables/reference/build/player-aliases.js';

/** A folder of its own with raw files, and an empty in-memory warehouse to ingest them into. */
export class RawBench {
  private runs = 0;
  /** What is taken in of a file, where a test sets it. */
  limits: Partial<FileLimits> = {};

  private constructor(
    readonly folder: string,
    readonly warehouse: Warehouse,
  ) {}

  static async create(): Promise<RawBench> {
    const warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
    for (const sql of createTablesSql([...RAW_STORED, ...PROCESSING_TABLES], warehouse.dialect))
      await warehouse.execute(sql);
    await warehouse.execute('CREATE SCHEMA nba_reference');
    await warehouse.execute(
      'CREATE TABLE nba_reference.games (game_id VARCHAR, game_date DATE, status_reason VARCHAR)',
    );
    for (const sql of createTablesSql([playerAliases, dueGames, knownSchedule], warehouse.dialect))
      await warehouse.execute(sql);
    return new RawBench(mkdtempSync(join(tmpdir(), 'raw-bench-')), warehouse);
  }

  async close(): Promise<void> {
    await this.warehouse.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes a file of the folder; returns its absolute path. */
  write(name: string, content: string | Buffer | readonly string[]): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Array.isArray(content) ? `${content.join('\n')}\n` : (content as string | Buffer));
    return path;
  }

  effects(signal: AbortSignal = new AbortController().signal): Effects {
    return {
      stdout: () => undefined,
      stderr: () => undefined,
      now: () => new Date(Date.UTC(2022, 0, 1, 0, 0, this.runs)),
      cwd: () => this.folder,
      env: () => undefined,
      stderrIsTerminal: false,
      stdoutIsTerminal: false,
      signal,
    };
  }

  ingest(...paths: string[]): Promise<IngestReport> {
    this.runs++;
    const options = { effects: this.effects(), runId: `run ${this.runs}`, limits: { ...USUAL_LIMITS, ...this.limits } };
    return ingestPaths(this.warehouse, paths.length === 0 ? ['.'] : paths, options);
  }

  /** Ingests one file and returns its report. */
  async one(name: string, content: string | Buffer | readonly string[]): Promise<FileReport> {
    const report = await this.ingest(this.write(name, content));
    return report.files[0] as FileReport;
  }

  rows<T extends Row = Row>(sql: string): Promise<T[]> {
    return this.warehouse.query<T>(sql);
  }
}

/** Play-by-play of an invented game: header and one line per event. */
export const PBP_HEADER =
  'GAME_ID,EVENTNUM,EVENTMSGTYPE,EVENTMSGACTIONTYPE,PERIOD,WCTIMESTRING,PCTIMESTRING,HOMEDESCRIPTION,NEUTRALDESCRIPTION,VISITORDESCRIPTION,SCORE,' +
  'PERSON1TYPE,PLAYER1_ID,PLAYER1_NAME,PLAYER1_TEAM_ID,PLAYER1_TEAM_ABBREVIATION,PERSON2TYPE,PLAYER2_ID,PLAYER2_NAME,PLAYER2_TEAM_ID,' +
  'PLAYER2_TEAM_ABBREVIATION,PERSON3TYPE,PLAYER3_ID,PLAYER3_NAME,PLAYER3_TEAM_ID,PLAYER3_TEAM_ABBREVIATION';

export const pbpLine = (gameId: string, event: number, text = 'Arden 3PT Jump Shot (3 PTS)') =>
  `${gameId},${event},1,1,1,7:10 PM,11:${String(event % 60).padStart(2, '0')},${text},,,0 - 3,4,7001,Ana Arden,1610612738.0,BOS,0,0,,,,0,0,,,`;

/** A live-feed document of an invented game: made twos, a second apart. */
export function gameDocument(gameId: string, numbers: readonly number[], meta: object = {}): string {
  const actions = numbers.map((n) => ({
    ...{
      actionNumber: n,
      orderNumber: 10_000 * n,
      clock: `PT11M${String(59 - (n % 60)).padStart(2, '0')}.00S`,
      period: 1,
    },
    ...{ actionType: '2pt', subType: 'Jump Shot', shotResult: 'Made', teamTricode: 'MIL', teamId: 1610612749 },
    ...{ personId: 7001, playerNameI: 'A. Arden', scoreHome: String(2 * n), scoreAway: '0', description: `shot ${n}` },
  }));
  return JSON.stringify({ meta, game: { gameId, actions } });
}
