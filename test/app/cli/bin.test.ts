import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const BIN = join(ROOT, 'bin/nba-props.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nba-props-bin-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bin = (...argv: string[]) => spawnSync(process.execPath, [BIN, ...argv], { cwd: folder, encoding: 'utf8' });

test('the program is executable and passes exit codes on', () => {
  accessSync(BIN, constants.X_OK);
  expect(spawnSync(BIN, ['--version'], { encoding: 'utf8' }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(bin('config').status).toBe(0);
  expect(bin('bakfill').status).toBe(2);
  expect(bin('status').status).toBe(2);
});

test('without a build it says so in one error', () => {
  mkdirSync(join(folder, 'clone/bin'), { recursive: true });
  cpSync(BIN, join(folder, 'clone/bin/nba-props.js'));
  cpSync(join(ROOT, 'package.json'), join(folder, 'clone/package.json'));
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'clone/bin/nba-props.js'), 'status'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe(
    'error NOT_BUILT: The program is not built yet.\n  Run "npm ci" (or "npm run build") in the checkout.\n',
  );
  expect(status).toBe(2);
});

test('--help loads no database engine, a command that needs it does', () => {
  const cli = pathToFileURL(join(ROOT, 'dist/cli.js')).href;
  const enginesLoaded = (...argv: string[]) => {
    const script = `process.argv.push('nba-props', ...${JSON.stringify(argv)});
      process.on('exit', () => console.log('engines: ' + process.report.getReport().sharedObjects.filter((path) => path.includes('duckdb')).length));
      await import('${cli}');`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' });
    return Number(/engines: (\d+)/.exec(run.stdout)?.[1]);
  };
  expect(enginesLoaded('--help')).toBe(0);
  expect(enginesLoaded('backfill', '--help')).toBe(0);
  expect(enginesLoaded('status')).toBeGreaterThan(0);
});

test('a reader that goes away is no error', async () => {
  const child = spawn(process.execPath, [BIN, 'completion', 'fish'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  expect([code, errors]).toEqual([0, '']);
});

test('a reader of progress and errors that goes away stops nothing: the exit code tells how it ended', async () => {
  const child = spawn(process.execPath, [BIN, 'status'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  child.stderr.destroy();
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(2);
});

test('as a library it hands out the feature contract and the tables, and loads no engine', () => {
  const script = `const { FEATURES, FEATURE_VERSION, TABLES } = await import('nba-props-platform');
    const engines = process.report.getReport().sharedObjects.filter((path) => path.includes('duckdb')).length;
    console.log(JSON.stringify({ version: FEATURE_VERSION, first: FEATURES[0].name, features: FEATURES.length, last: TABLES.at(-1).alias, engines }));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' });
  expect(JSON.parse(run.stdout)).toEqual({
    version: 'v1',
    first: 'points_avg_last_5',
    features: 25,
    last: 'mlfs',
    engines: 0,
  });
});
