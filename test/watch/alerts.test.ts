import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cause, DayReport } from '../../src/day/report.js';
import { alertFile, readAlerts } from '../../src/watch/alerts/alert-file.js';
import { type AlertState, afterPass, afterTelling, type Message, NO_ALERTS } from '../../src/watch/alerts/alerts.js';
import { tell } from '../../src/watch/alerts/tell.js';

const cause = (key: string): Cause => ({ key, what: `${key} is wrong`, command: 'nba-props gaps' });
const time = (i: number) => new Date(Date.UTC(2024, 0, 10, 15, i)).toISOString();
const signal = new AbortController().signal;

test('each cause is told once when it begins and once when it is over, whatever passes find', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(key), { maxLength: 12 }), (passes) => {
      let state: AlertState = NO_ALERTS;
      const told: Message[] = [];
      for (const [i, keys] of passes.entries()) {
        state = afterPass(state, keys.map(cause), time(i));
        told.push(...state.untold);
        state = afterTelling(state, state.untold, time(i));
        expect(state.open.map((one) => one.key).sort()).toEqual([...keys].sort());
      }
      for (const one of ['a', 'b', 'c'] as const) {
        const began = passes.filter((keys, i) => keys.includes(one) && !passes[i - 1]?.includes(one)).length;
        const ended = passes.filter((keys, i) => i > 0 && !keys.includes(one) && passes[i - 1]!.includes(one)).length;
        const count = (kind: Message['kind']) =>
          told.filter((message) => message.kind === kind && message.key === one).length;
        expect([count('opened'), count('resolved')]).toEqual([began, ended]);
      }
    }),
  );
});

test('what came and went before it could be told is not told', () => {
  const came = afterPass(NO_ALERTS, [cause('a')], time(0));
  expect(afterPass(came, [], time(1)).untold).toEqual([]);
});

describe('delivery', () => {
  let folder: string;
  let server: Server | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nba-props-alerts-'));
  });
  afterEach(() => {
    server?.close();
    server = undefined;
    rmSync(folder, { recursive: true, force: true });
  });
  const db = () => join(folder, 'nba.duckdb');
  const pass = (
    causes: readonly Cause[],
    i: number,
    channels: { command: string | null; webhook: string | null },
    report: DayReport | null = null,
  ) => tell(db(), { causes, report }, channels, { now: () => new Date(time(i)), signal });

  test('a command gets each message as JSON and its text in the environment', async () => {
    const out = join(folder, 'out');
    const command = `cat >> '${out}'; printf '%s|' "$NBA_PROPS_ALERT_TEXT" >> '${out}'`;
    await pass([cause('a')], 0, { command, webhook: null });
    await pass([cause('a')], 1, { command, webhook: null });
    await pass([], 2, { command, webhook: null });
    const said = readFileSync(out, 'utf8');
    expect(said.match(/"kind":"opened","key":"a"/g)?.length).toBe(1);
    expect(said.match(/"kind":"resolved","key":"a"/g)?.length).toBe(1);
    expect(said).toContain('a is wrong|');
  });

  test('a webhook that is down gets the messages by the next pass, in their order', async () => {
    const got: Message[] = [];
    let isDown = true;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += String(part)));
      request.on('end', () => {
        if (!isDown) got.push(JSON.parse(body) as Message);
        response.writeHead(isDown ? 503 : 204).end();
      });
    });
    await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
    const webhook = `http://127.0.0.1:${(server!.address() as AddressInfo).port}/hook`;
    const down = await pass([cause('a'), cause('b')], 0, { command: null, webhook });
    expect(down.failed).toEqual(['the webhook answered 503']);
    isDown = false;
    await pass([cause('a'), cause('b')], 1, { command: null, webhook });
    expect(got.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['opened a', 'opened b']);
    expect(readAlerts(db()).open.every(({ told_at: told }) => told !== null)).toBe(true);
  });

  test('the morning has one digest, with what is open and what is over', async () => {
    const out = join(folder, 'out');
    const channels = { command: `cat >> '${out}'`, webhook: null };
    const report = { steps: [], tonight: null } as unknown as DayReport;
    for (const i of [0, 1]) await pass([cause('a')], i, channels, report);
    const digests = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Message)
      .filter(({ kind }) => kind === 'digest');
    expect(digests.length).toBe(1);
    expect(digests[0]!.text).toContain('2024-01-10: 1 open');
    expect(digests[0]!.text).toContain('a is wrong');
    expect(readFileSync(alertFile(db()), 'utf8')).toContain('"digest_on": "2024-01-10"');
  });
});
