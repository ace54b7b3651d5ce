import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TemporaryCopy } from './temporary-copy.js';

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

describe('adding an engine', () => {
  let copy: TemporaryCopy;
  beforeAll(() => {
    copy = new TemporaryCopy();
    const engines = join(copy.root, 'src', 'engine');
    cpSync(join(engines, 'duckdb'), join(engines, 'mirror'), { recursive: true });
    copy.edit(
      'src/engine/engines.ts',
      "  duckdb: () => import('./duckdb/open.js'),\n",
      "  duckdb: () => import('./duckdb/open.js'),\n  mirror: () => import('./mirror/open.js'),\n",
    );
  });
  afterAll(() => copy.remove());

  test('touches its folder and one line of the list', () => {
    const files = readdirSync(join(copy.root, 'src', 'engine', 'mirror')).map((name) => `src/engine/mirror/${name}`);
    expect(files.length).toBeGreaterThan(5);
    expect(copy.changed()).toEqual(['src/engine/engines.ts', ...files].sort());
  });

  test('is all it takes: its types fit, and it is held to what every engine must do', () => {
    copy.checkTypes();
    const vitest = join(copy.root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = [vitest, 'run', '--root', copy.root, '--reporter=json', 'test/engine/contract.test.ts'];
    const results = JSON.parse(execFileSync(process.execPath, args, { cwd: copy.root, encoding: 'utf8' })) as Results;
    const tests = results.testResults.flatMap((file) => file.assertionResults);
    expect(tests.filter(({ status }) => status !== 'passed')).toEqual([]);
    const of = (engine: string) =>
      tests.flatMap(({ fullName }) =>
        fullName.includes(`engine ${engine} `) ? [fullName.replace(`engine ${engine} `, '')] : [],
      );
    expect(of('mirror').length).toBeGreaterThan(15);
    expect(of('mirror')).toEqual(of('duckdb'));
  });
});
