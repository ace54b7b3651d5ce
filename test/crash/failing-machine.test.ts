import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { simulate } from '../../src/simulate/simulate.js';

const BIN = resolve(import.meta.dirname, '../../bin/nba-props.js');
const folder = mkdtempSync(join(tmpdir(), 'nba-props-machine-'));
const ingested = join(folder, 'ingested.duckdb');
let wanted: readonly object[];

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

/** Content of every partition, and what was recorded as failed. */
async function contents(db: string): Promise<readonly object[]> {
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    return await warehouse.query(
      'SELECT table_name, partition_date, status, attempts, row_count, failure_count, content_hash, inputs FROM nba_processing.partitions ORDER BY 1, 2',
    );
  } finally {
    await warehouse.close();
  }
}

/** The arguments of the command that an error says goes on with the work. */
function goesOnWith(stderr: string): string[] {
  const command = /It goes on where it stopped: node \S*nba-props\.js (.*)$/m.exec(stderr)?.[1];
  if (command === undefined) throw new Error(`no command in: ${stderr}`);
  return command.split(' ');
}

/** Whether a file system of a chosen size can be mounted, in a namespace of one's own. */
const inNamespace = (script: string) =>
  spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], { encoding: 'utf8' });
const small = join(folder, 'small');
mkdirSync(small);
const canMount = inNamespace(`mount -t tmpfs -o size=1m tmpfs '${small}'`).status === 0;

describe('a backfill on a machine that fails', () => {
  beforeAll(async () => {
    const out = join(folder, 'league');
    const report = await simulate({ seasons: 1, seed: 'machine', out, teams: 12, gamesPerTeam: 24 });
    const season = report.seasons[0]?.season ?? '';
    expect(run(['ingest', join(out, season), '--db', ingested, '--quiet']).status).toBe(0);
    const whole = join(folder, 'whole.duckdb');
    copyFileSync(ingested, whole);
    expect(run(['backfill', 'all', '--db', whole, '--quiet']).status).toBe(0);
    wanted = await contents(whole);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('with too little memory: says so, and the command it prints arrives', async () => {
    const db = join(folder, 'memory.duckdb');
    copyFileSync(ingested, db);
    const stopped = run(['backfill', 'all', '--db', db], { NBA_PROPS_MEMORY_LIMIT: '64MB' });
    expect(stopped.stderr).toContain('error OUT_OF_MEMORY: ');
    expect(stopped.status).toBe(3);
    expect((await contents(db)).filter((row) => 'status' in row && row.status === 'failed')).toEqual([]);
    const next = run(goesOnWith(stopped.stderr));
    expect(next.status).toBe(0);
    expect(await contents(db)).toEqual(wanted);
  });

  it.skipIf(!canMount)('on a full disk: says so, and the command it prints arrives once there is room', async () => {
    const db = join(small, 'nba.duckdb');
    const room = Math.ceil(statSync(ingested).size / 1024) + 1024;
    const script = `
      mount -t tmpfs -o size=${room}k tmpfs '${small}' && cp '${ingested}' '${db}'
      '${process.execPath}' '${BIN}' backfill all --db '${db}' --batch-days 10 2>'${folder}/stderr'; echo "stopped $?"
      cp '${db}' '${folder}/stopped.duckdb'; cp '${db}.wal' '${folder}/stopped.duckdb.wal' 2>/dev/null
      mount -o remount,size=${room + 200_000}k '${small}'
      command=$(sed -n 's/.*It goes on where it stopped: node [^ ]*nba-props\\.js //p' '${folder}/stderr')
      '${process.execPath}' '${BIN}' $command; echo "next $?"
      cp '${db}' '${folder}/next.duckdb'`;
    const { stdout } = inNamespace(script);
    const told = spawnSync('cat', [`${folder}/stderr`], { encoding: 'utf8' }).stdout;
    expect(told).toContain('error DISK_FULL: ');
    expect(goesOnWith(told).slice(0, 2)).toEqual(['backfill', 'all']);
    expect(stdout).toContain('stopped 3');
    const kept = await contents(join(folder, 'stopped.duckdb'));
    expect(kept.filter((row) => 'status' in row && row.status === 'failed')).toEqual([]);
    expect(stdout).toContain('next 0');
    expect(await contents(join(folder, 'next.duckdb'))).toEqual(wanted);
  });
});
