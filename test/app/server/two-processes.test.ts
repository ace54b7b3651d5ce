import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LiveState } from '../../../src/app/server/schema/runs.js';
import { warehouseAt } from '../../../src/engine/open.js';
import { ServerBench } from './server-bench.js';

let bench: ServerBench;
let writer: ChildProcess | null;
beforeEach(async () => {
  bench = await ServerBench.start();
  writer = null;
});
afterEach(async () => {
  writer?.kill('SIGKILL');
  await bench.stop();
});

/** Starts the other process; resolves when it holds the file. */
async function startWriter(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, 'hold.ts'), bench.db], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  writer = child;
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  expect(said.toString()).toBe('holding\n');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
}

const errorOf = async (path: string) =>
  (await bench.ask(path)).json<{ runs: { error: string | null }[] }>().runs[0]?.error ?? null;

test('dashboard first: a run starts while views are read, the last known answer is shown busy, then the new one', async () => {
  expect(await errorOf('/api/runs')).toBeNull();
  // Reads keep coming while the run starts.
  let reading = true;
  const reads = (async () => {
    while (reading) await bench.ask('/api/coverage');
  })();
  const child = await startWriter();
  reading = false;
  await reads;
  const busy = await bench.ask('/api/runs');
  expect([busy.status, busy.headers['x-warehouse']]).toEqual([200, 'busy']);
  expect(busy.json<{ runs: { error: string | null }[] }>().runs[0]?.error).toBeNull();
  const unknown = await bench.ask('/api/run?run=run');
  expect([unknown.status, unknown.json<{ error: { code: string } }>().error.code]).toEqual([503, 'WAREHOUSE_LOCKED']);
  await end(child);
  const after = await bench.ask('/api/runs');
  expect(after.headers['x-warehouse']).toBeUndefined();
  expect(await errorOf('/api/runs')).toBe('touched');
  expect((await bench.ask('/api/run?run=run')).status).toBe(200);
});

test('terminal first: the dashboard answers busy until the run ends, and sees it live meanwhile', async () => {
  const at = await warehouseAt({ location: bench.db });
  await bench.server.close();
  const child = await startWriter();
  const late = await import('../../../src/app/server/serve.js').then(({ startServer }) =>
    startServer(
      { at, graph: bench.league!.graph, port: 0, version: '1', pages: `${bench.folder}/pages` },
      { now: () => new Date() },
    ),
  );
  try {
    const get = (path: string) => fetch(`${late.origin}${path}`);
    expect((await get('/api/coverage')).status).toBe(503);
    const seen = await firstState(late.origin, (s) => s.live !== null);
    expect(seen.writer?.pid).toBe(child.pid);
    expect(seen.live).toMatchObject({ runId: 'terminal', status: null, from: '2021-11-01' });
    const done = firstState(late.origin, (s) => s.writer === null && s.live?.status === 'complete');
    await end(child);
    await done;
    expect((await get('/api/coverage')).status).toBe(200);
  } finally {
    await late.close();
  }
});

test('a run that is killed shows as died, and the warehouse can be read again', async () => {
  const child = await startWriter();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const state = await firstState(bench.server.origin, (s) => s.live?.status === 'died');
  expect(state.writer).toBeNull();
  expect((await bench.ask('/api/runs')).status).toBe(200);
});

/** Follows the event stream until a state satisfies the condition. */
async function firstState(origin: string, wanted: (state: LiveState) => boolean): Promise<LiveState> {
  const stop = new AbortController();
  const response = await fetch(`${origin}/api/events`, { signal: stop.signal });
  let text = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const data = /^data: ?(.*)$/m.exec(message)?.[1];
        if (data === undefined) continue;
        const state = JSON.parse(data) as LiveState;
        if (wanted(state)) return state;
      }
    }
    throw new Error('the stream ended');
  } finally {
    stop.abort();
  }
}
