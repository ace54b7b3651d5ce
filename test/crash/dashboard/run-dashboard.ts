import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { lockPath, readLock } from '../../../src/engine/duckdb/lock.js';
import { preparedLeague } from '../../prepared/league.js';
import { runToEnd, start } from '../cycles/process.js';
import { type Answer, type Asked, ask, leaveOpen } from './client.js';
import { hostileRequests, type Rights, type Served } from './requests.js';

export interface DashboardReport {
  readonly requests: number;
  readonly connections: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Heals of those asked for at once that began. */
  readonly heals_begun: number;
  readonly wrong: readonly string[];
}

/** Nothing of a file beside the page may be in an answer. */
const SECRET = 'the secret beside the warehouse';
const FORBIDDEN = [SECRET, 'root:x:', 'node_modules', '    at '];
const AT_ONCE = 200;
const HEALS = 20;
const SLOW = 100;

/** A served warehouse under hostile requests, slow and cut connections, many at once, and heals at once; then its server is killed. */
export async function runDashboard(): Promise<DashboardReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-dashboard-'));
  const db = join(folder, 'nba.duckdb');
  copyFileSync((await preparedLeague()).complete, db);
  writeFileSync(join(folder, 'secret.html'), SECRET);
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  let requests = 0;
  const rights = await rightsOf(db);
  const server = start(['ui', '--port', '0', '--json', '--db', db], {}, { serves: true });
  try {
    const { url } = JSON.parse(await said(server)) as { url: string };
    const port = Number(new URL(url).port);
    const token = new URL(url).hash.replace('#token=', '');
    const look = ({ status, text }: Answer, { method = 'GET', path }: Asked) => {
      requests++;
      statuses[status] = (statuses[status] ?? 0) + 1;
      const what = `${method} ${path.slice(0, 200)}: ${status} ${text.slice(0, 200)}`;
      if (status >= 500 && status !== 503) wrong.push(what);
      // A request that is no HTTP is cut off, and so is one whose answer is being waited for when it ends.
      if (status === 0) wrong.push(`no answer: ${what}`);
      if (FORBIDDEN.some((one) => text.includes(one))) wrong.push(`tells of what it should not: ${what}`);
    };
    const one = async (asked: Asked) => {
      const answer = await ask(port, asked);
      look(answer, asked);
      return answer;
    };
    const served = JSON.parse((await one({ path: '/api/openapi.json' })).text) as Served;
    const hostile = hostileRequests(served, rights, token);
    const queue = new PQueue({ concurrency: 8 });
    await queue.addAll(hostile.map((asked) => () => one(asked)));

    const halves = [
      'GET /api/cov',
      'GET /api/coverage HTTP/1.1\r\nHost: 127',
      'POST /api/actions HTTP/1.1\r\nContent-Length: 99\r\n\r\n{',
    ];
    const open = await Promise.all(
      Array.from({ length: SLOW }, (_, i) => leaveOpen(port, halves[i % halves.length] ?? '')),
    );
    const cut = await Promise.all(
      Array.from({ length: SLOW }, () =>
        leaveOpen(port, `GET /api/coverage HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`),
      ),
    );
    for (const socket of cut) socket.destroy();
    if ((await one({ path: '/api/overview' })).status !== 200) wrong.push('not served beside slow connections');
    for (const socket of open) socket.destroy();

    const paths = hostile.filter(({ method, headers }) => method === undefined && headers === undefined);
    await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => one(paths[(i * 37) % paths.length] ?? { path: '/' })));

    const heal: Asked = {
      path: '/api/actions',
      method: 'POST',
      headers: { 'x-nba-props-token': token, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'heal', from: rights.date, to: rights.date }),
    };
    await damage(db, rights);
    const heals = await Promise.all(Array.from({ length: HEALS }, () => one(heal)));
    const begun = heals.filter(({ status }) => status === 202).length;
    if (begun !== 1) wrong.push(`${begun} heals began of ${HEALS} that were asked for at once`);
    // The server dies while its heal writes: the heal ends by itself, and nothing is by halves.
    await until(() => readLock(db) !== null);
    server.child.kill('SIGKILL');
    await until(() => readLock(db) === null);
    const ended = await start(['heal', '--db', db, '--quiet']).end;
    if (ended.code !== 0) wrong.push(`heal after the server was killed: ${ended.code} ${ended.stderr}${ended.stdout}`);
    await runToEnd(['verify', '--db', db, '--quiet'], {}, [0]);
    return { requests, connections: 2 * SLOW, statuses, heals_begun: begun, wrong };
  } finally {
    server.child.kill('SIGKILL');
    await server.end;
    rmSync(lockPath(db), { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first line of a command that goes on. */
async function said({ child, end }: ReturnType<typeof start>): Promise<string> {
  return new Promise((done, fail) => {
    child.stdout?.once('data', (chunk) => done(String(chunk)));
    void end.then(({ stderr }) => fail(new Error(stderr)));
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 60_000; waited += 5) await new Promise((next) => setTimeout(next, 5));
}

async function rightsOf(db: string): Promise<Rights & { readonly date: string }> {
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    const [row] = await warehouse.query<{
      season: string;
      date: string;
      game: string;
      player: number;
      team: string;
      run: string;
    }>(
      `SELECT s.season, CAST(s.game_date AS VARCHAR) AS date, s.game_id AS game, s.player_id AS player, s.team_abbr AS team,
         (SELECT MAX(run_id) FROM nba_processing.runs) AS run FROM nba_analytics.player_game_summary s ORDER BY s.game_date DESC, s.player_id LIMIT 1`,
    );
    if (row === undefined) throw new Error('the prepared league has no rows');
    const { date, player, ...rest } = row;
    const entity = `${row.game}/${player}`;
    return {
      ...rest,
      date,
      from: date,
      to: date,
      player: String(player),
      entity,
      table: 'pgs',
      tables: 'pgs',
      feature: 'fatigue_score',
      side: 'for',
    };
  } finally {
    await warehouse.close();
  }
}

/** Rows that a heal of the date has to bring back. */
async function damage(db: string, { date }: Rights): Promise<void> {
  const warehouse = await openDuckdb({ path: db, patienceMs: 30_000 });
  try {
    await warehouse.execute(`DELETE FROM nba_analytics.player_game_summary WHERE game_date = '${date}'`);
  } finally {
    await warehouse.close();
  }
}
