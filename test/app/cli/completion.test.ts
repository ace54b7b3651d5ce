import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Terminal } from './terminal.js';

let terminal: Terminal;
let script: string;
beforeAll(async () => {
  terminal = new Terminal();
  script = (await terminal.run('completion', 'bash')).out;
});
afterAll(() => terminal.close());

/** What a real bash offers after these words; the last one is being typed. */
function offered(...words: readonly string[]): string[] {
  const typed = ['nba-props', ...words];
  const reply = `COMP_WORDS=(${typed.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _nba_props; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '-c', `${script}\n${reply}`], { encoding: 'utf8', cwd: terminal.cwd });
  return out.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  test.each([
    [['ba'], ['backfill', 'backup']],
    [
      ['validate', 'con'],
      ['contamination', 'contracts'],
    ],
    [['audit', ''], ['leakage']],
    [['checkpoint', 'c'], ['clear']],
    [['schema', 'm'], ['migrate']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['features', 'e'], ['export']],
    [
      ['backfill', 'all', '--mode', ''],
      ['strict', 'backfill', 'force'],
    ],
    [['run', '2021-12-04', '--mode', 's'], ['strict']],
    [['features', 'export', '--format', 'a'], ['arrow']],
    [
      ['backfill', 'pgs', 'td'],
      ['tdgs', 'tdza'],
    ],
    [['explain', 'ut'], ['utgc']],
    [['validate', 'coverage', '--ta'], ['--table']],
    [['validate', 'coverage', '--table', 'ps'], ['psza']],
    // The first word is taken by then.
    [['validate', 'coverage', 'con'], []],
  ])('%j offers %j', (typed, expected) => {
    expect(offered(...typed).filter((word) => !(typed.at(-1) === '' && word.startsWith('--')))).toEqual(expected);
  });
});
