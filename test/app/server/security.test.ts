import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenMatches } from '../../../src/app/server/security.js';
import { ACTION, JSON_BODY, ServerBench } from './server-bench.js';

let bench: ServerBench;
const marker = () => `${bench.folder}/ran`;
beforeAll(async () => {
  // An action would leave a mark: whatever is refused must not.
  bench = await ServerBench.start({
    commandLine: [process.execPath, '-e', 'require("fs").writeFileSync(process.argv.at(-1) + ".ran", "")'],
  });
});
afterAll(() => bench.stop());

const code = (answer: { json<T>(): T }) => answer.json<{ error: { code: string } }>().error.code;
const ran = () => existsSync(marker()) || existsSync(`${bench.db}.ran`);

describe('where a request comes from', () => {
  test('our own address is served', async () => {
    expect((await bench.ask('/api/overview')).status).toBe(200);
    expect((await bench.ask('/api/overview', { headers: { host: `localhost:${bench.port}` } })).status).toBe(200);
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'host %s is refused: a name of somebody else that resolves to us',
    async (host) => {
      const answer = await bench.ask('/api/overview', { headers: { host } });
      expect([answer.status, code(answer)]).toEqual([403, 'WRONG_HOST']);
    },
  );

  test.each(['http://evil.example', 'https://127.0.0.1:1', 'null', 'http://127.0.0.1'])(
    'origin %s is refused, token or not',
    async (origin) => {
      const read = await bench.ask('/api/coverage', { headers: { origin } });
      expect([read.status, code(read)]).toEqual([403, 'CROSS_ORIGIN']);
      const act = await bench.ask('/api/actions', {
        method: 'POST',
        headers: { origin, ...JSON_BODY, ...bench.tokenHeader },
        body: ACTION,
      });
      expect([act.status, code(act), ran()]).toEqual([403, 'CROSS_ORIGIN', false]);
    },
  );

  test.each(['cross-site', 'same-site'])('what the browser marks as %s is refused', async (site) => {
    const answer = await bench.ask('/api/coverage', { headers: { 'sec-fetch-site': site } });
    expect([answer.status, code(answer)]).toEqual([403, 'CROSS_ORIGIN']);
  });

  test('no answer lets other origins read it', async () => {
    const answer = await bench.ask('/api/overview', { headers: { origin: bench.server.origin } });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await bench.ask('/api/actions', {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(403);
  });
});

describe('actions', () => {
  const post = (headers: Record<string, string>, body = ACTION) =>
    bench.ask('/api/actions', { method: 'POST', headers: { ...JSON_BODY, ...headers }, body });

  test.each([{}, { 'x-nba-props-token': '' }, { 'x-nba-props-token': 'wrong' }, { cookie: 'token=1' }])(
    'are refused without the token: %o',
    async (headers) => {
      const answer = await post(headers as Record<string, string>);
      expect([answer.status, code(answer), ran()]).toEqual([401, 'TOKEN_NEEDED', false]);
      expect(
        (await bench.ask('/api/actions/stop', { method: 'POST', headers: headers as Record<string, string> })).status,
      ).toBe(401);
    },
  );

  test.each([
    [
      'a flag in place of a table',
      { kind: 'backfill', tables: ['--db=/etc/passwd'], from: '2021-11-01', to: '2021-11-02' },
      404,
    ],
    ['a flag in place of a date', { kind: 'backfill', from: '--fail-fast', to: '2021-11-02' }, 400],
    ['another command', { kind: 'query', from: '2021-11-01', to: '2021-11-02' }, 400],
    ['no such day', { kind: 'backfill', from: '2021-02-30', to: '2021-11-02' }, 400],
    ['dates in the wrong order', { kind: 'backfill', from: '2021-11-03', to: '2021-11-01' }, 400],
  ])('%s is refused', async (_, body, status) => {
    const answer = await post(bench.tokenHeader, JSON.stringify(body));
    expect([answer.status, ran()]).toEqual([status, false]);
  });

  test('a form, or more than a small document, is refused', async () => {
    const form = await bench.ask('/api/actions', {
      method: 'POST',
      headers: { ...bench.tokenHeader, 'content-type': 'text/plain' },
      body: ACTION,
    });
    expect([form.status, code(form)]).toEqual([400, 'BAD_OPTION']);
    const large = await post(bench.tokenHeader, `{"a":"${'x'.repeat(20_000)}"}`);
    expect([large.status, code(large)]).toEqual([413, 'BAD_OPTION']);
    expect((await post(bench.tokenHeader, '{')).status).toBe(400);
    expect(ran()).toBe(false);
  });

  test('with the token it runs, as a process of its own', async () => {
    const answer = await post(bench.tokenHeader);
    expect(answer.status).toBe(202);
    expect(answer.json()).toMatchObject({
      commandLine: 'nba-props backfill --start-date 2021-11-01 --end-date 2021-11-03',
    });
    await expect.poll(ran, { timeout: 10_000 }).toBe(true);
  });

  test('the token is compared whole', () => {
    expect(tokenMatches('abc', 'abc')).toBe(true);
    for (const wrong of [undefined, '', 'ab', 'abcd', 'abd']) expect(tokenMatches(wrong, 'abc')).toBe(false);
  });
});

describe('files and queries', () => {
  test.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/..%5c..%5csecret.html',
    '//secret.html',
    '/assets/%00main-1.js',
    '/./assets/../../secret.html',
    '/nba.duckdb',
    '/../nba.duckdb.lock',
  ])('%s reaches no file outside the page', async (path) => {
    const answer = await bench.ask(path);
    expect(answer.text).not.toContain('secret');
    // Either not found, or the page itself, which every view's address gives.
    expect(answer.status === 404 || answer.text.includes('<title>page</title>')).toBe(true);
  });

  test('the page and its assets are served, nothing inline may run', async () => {
    const page = await bench.ask('/coverage');
    expect([page.status, page.text]).toEqual([200, '<!doctype html><title>page</title>']);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(page.headers['x-frame-options']).toBe('DENY');
    const asset = await bench.ask('/assets/main-1.js');
    expect([asset.status, asset.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  test.each([
    `/api/partition?table=${encodeURIComponent("x'; DROP TABLE nba_processing.partitions; --")}&date=2021-11-01`,
    `/api/partition?table=nba_processing.runs&date=2021-11-01`,
    `/api/partition?table=mg&date=${encodeURIComponent("2021-11-01' OR 1=1 --")}`,
    `/api/failures?table=mg&season=${encodeURIComponent("2021-22'; DROP TABLE nba_processing.runs; --")}`,
    `/api/zoneTrend?season=2021-22&team=${encodeURIComponent("A' OR")}`,
    `/api/shots?season=2021-22&player=${encodeURIComponent('1; DROP TABLE x')}`,
    `/api/feature?season=2021-22&feature=${encodeURIComponent('1); DROP TABLE x; --')}`,
    '/api/nothing',
    '/api/partition?table=mg&date=2021-13-45',
    '/api/failed?table=mg&date=2021-02-30',
    '/api/row?table=mg&date=2021-02-30&entity=1',
    `/api/row?table=${encodeURIComponent('mg; DROP TABLE x')}&date=2021-11-01&entity=1`,
    `/api/row?table=mg&date=2021-11-01&entity=${encodeURIComponent("' OR 1=1 --")}`,
    `/api/entities?table=${encodeURIComponent('mg; DROP TABLE x')}&date=2021-11-01`,
  ])('%s is refused before it reaches the engine', async (path) => {
    const answer = await bench.ask(path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('Parser Error');
    const runs = await bench.ask('/api/runs');
    expect(runs.status).toBe(200);
  });

  test('a text that is a name at most is bound, not run', async () => {
    const evil = encodeURIComponent("' OR 1=1; DROP TABLE nba_processing.runs; --");
    const answer = await bench.ask(`/api/run?run=${evil}`);
    expect([answer.status, code(answer)]).toEqual([404, 'NOT_FOUND']);
    expect((await bench.ask('/api/runs')).json<{ runs: unknown[] }>().runs).toHaveLength(1);
  });
});

test('beyond this machine, reads need the token too', async () => {
  const open = await ServerBench.start({ host: '0.0.0.0' });
  try {
    const host = { host: `127.0.0.1:${open.port}` };
    expect(
      (await open.ask('/api/coverage', { headers: { host: `evil.example:${open.port}`, ...open.tokenHeader } })).status,
    ).toBe(403);
    expect((await open.ask('/api/coverage', { headers: host })).status).toBe(401);
    expect((await open.ask('/api/events', { headers: host })).status).toBe(401);
    expect((await open.ask('/api/coverage', { headers: { ...host, ...open.tokenHeader } })).status).toBe(200);
  } finally {
    await open.stop();
  }
});
