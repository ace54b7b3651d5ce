import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { asTypedHere, programAt } from '../../../src/app/cli/typed-here.js';
import { testEffects } from '../../audit/mini-league.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'program-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(root: string): string {
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, 'bin', 'nba-props.js'), '');
  return root;
}

test('a clone is started by its file, from where one is', () => {
  const root = program(join(folder, 'clone'));
  expect(programAt(root, root, '/usr/bin')).toBe('node bin/nba-props.js');
  expect(programAt(root, join(root, 'docs'), '')).toBe('node ../bin/nba-props.js');
  expect(programAt(root, '/usr/share/doc', '')).toBe(`node ${root}/bin/nba-props.js`);
  const blank = program(join(folder, 'a clone'));
  expect(programAt(blank, '/usr/share', '')).toBe(`node '${blank}/bin/nba-props.js'`);
});

test('a package in a folder by npx there and below, one for all by its name', () => {
  const here = join(folder, 'project');
  const root = program(join(here, 'node_modules', 'nba-props-platform'));
  const local = join(here, 'node_modules', '.bin');
  mkdirSync(local);
  mkdirSync(join(here, 'data'));
  symlinkSync('../nba-props-platform/bin/nba-props.js', join(local, 'nba-props'));
  // While npx runs, its folder is on the path: it will not be when the line is pasted.
  for (const cwd of [here, join(here, 'data')]) expect(programAt(root, cwd, local)).toBe('npx nba-props');
  expect(programAt(root, folder, '')).toBe(`node project/node_modules/nba-props-platform/bin/nba-props.js`);
  const all = join(folder, 'bin');
  mkdirSync(all);
  symlinkSync(join(root, 'bin', 'nba-props.js'), join(all, 'nba-props'));
  expect(programAt(root, folder, `/usr/bin:${all}`)).toBe('nba-props');
});

test('commands in printed text are those of here; names, scripts and JSON stay', () => {
  const printed = (text: string, ...argv: string[]) => {
    const out: string[] = [];
    const effects = { ...testEffects(), stdout: (line: string) => void out.push(line) };
    asTypedHere(effects, 'npx nba-props', argv).stdout(text);
    return out.join('');
  };
  expect(printed('Next: nba-props backfill all\n  Run "nba-props ui".', 'ingest')).toBe(
    'Next: npx nba-props backfill all\n  Run "npx nba-props ui".',
  );
  expect(printed('written by pid 1 (nba-props day); see nba-props.config.json', 'status')).toBe(
    'written by pid 1 (nba-props day); see nba-props.config.json',
  );
  // A command that names a warehouse is about no other: BigQuery's options and --db exclude each other.
  const bigquery = ['--warehouse', 'bigquery', '--project', 'p'];
  expect(printed('Next: nba-props ui', 'ingest', ...bigquery)).toBe(
    'Next: npx nba-props ui --warehouse bigquery --project p',
  );
  expect(printed('Next: nba-props ui --db bigquery:p', 'ingest', ...bigquery)).toBe(
    'Next: npx nba-props ui --db bigquery:p',
  );
  for (const argv of [
    ['status', '--json'],
    ['completion', 'bash'],
  ])
    expect(printed('nba-props backfill', ...argv)).toBe('nba-props backfill');
});
