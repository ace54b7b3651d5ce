import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { start } from './cycles/process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nba-props-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the state file says, once it says it. */
async function until(db: string, wanted: (state: { state: string }) => boolean): Promise<void> {
  for (let i = 0; i < 600; i++) {
    try {
      if (wanted(JSON.parse(readFileSync(`${db}.watch.json`, 'utf8')) as { state: string })) return;
    } catch {
      // Not there yet.
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the watch did not get there');
}

test.each(['running', 'resting'])('the first Ctrl-C ends a watch that is %s with 130', async (state) => {
  const db = join(folder, 'nba.duckdb');
  const { child, end } = start(['watch', '--db', db]);
  await until(db, (now) => now.state === state);
  child.kill('SIGINT');
  const { code, hung, stdout } = await end;
  expect({ code, hung }).toEqual({ code: 130, hung: false });
  // Without a schedule it rests, and says until when.
  if (state === 'resting') expect(stdout).toMatch(/resting \(no schedule\).*\n +next .* morning/);
});
