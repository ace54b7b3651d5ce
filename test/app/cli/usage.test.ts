import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCommands } from '../../../src/app/cli/commands.js';
import { Terminal } from './terminal.js';

const COMMANDS = await loadCommands();

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal();
});
afterEach(() => terminal.close());

/** What was typed, the code of the error and what it has to say. All of it is refused before anything is opened. */
const WRONG: readonly (readonly [argv: string, code: string, says: RegExp])[] = [
  ['bakfill', 'UNKNOWN_COMMAND', /Unknown command 'bakfill'\. Did you mean backfill\?/],
  ['backfill --seasn 2021-22', 'BAD_OPTION', /Unknown option '--seasn'\. Did you mean --season\?/],
  ['backfill --batch-days', 'BAD_OPTION', /argument missing/],
  ['backfill --batch-days 0', 'BAD_OPTION', /--batch-days 0 is not a whole number of at least 1/],
  ['ui --port 80000', 'BAD_OPTION', /--port 80000 is not a whole number of at least 0 and at most 65535/],
  ['backfill --batch-days few', 'BAD_OPTION', /few is not a whole number/],
  ['backfill pgss', 'UNKNOWN_TABLE', /There is no table pgss\. Did you mean pgs\?/],
  ['backfill player_game_sumary', 'UNKNOWN_TABLE', /Did you mean player_game_summary\?/],
  ['backfill 7', 'UNKNOWN_TABLE', /There is no table 7/],
  ['backfill --start-date 2021-13-01', 'BAD_DATE', /--start-date 2021-13-01 is not a date/],
  ['backfill --start-date 2021-02-29', 'BAD_DATE', /is not a date/],
  ['backfill --end-date yesterday', 'BAD_DATE', /--end-date yesterday is not a date/],
  ['backfill --dates 2021-12-04,4.12.2021', 'BAD_DATE', /4\.12\.2021 is not a date/],
  ['backfill --start-date 2021-12-04 --end-date 2021-12-01', 'BAD_RANGE', /2021-12-01 is before the start 2021-12-04/],
  ['backfill --season 2021-22 --dates 2021-12-04', 'BAD_RANGE', /more than one way/],
  ['backfill --season 2021', 'BAD_OPTION', /--season 2021 is not a season/],
  ['backfill --mode strikt', 'BAD_OPTION', /There is no mode strikt\. Did you mean strict\?/],
  ['backfill --no-resume --only-failed', 'BAD_OPTION', /contradict/],
  ['plan --dry-run', 'BAD_OPTION', /Unknown option '--dry-run'/],
  ['run someday', 'BAD_DATE', /: DATE someday is not a date/],
  ['run 2021-12-04 2021-12-05', 'BAD_OPTION', /Expected 1 argument but got 2\.$/m],
  ['gaps --phase 1', 'BAD_OPTION', /There is no phase 1\./],
  ['gaps --date 2021-12-04 --season 2021-22', 'BAD_RANGE', /or --date\./],
  ['run', 'BAD_OPTION', /Missing required argument 'date'/],
  ['ingest', 'BAD_OPTION', /Missing required argument 'paths'/],
  ['ingest nowhere', 'NO_INPUT', /nowhere/],
  ['failures --group weak', 'BAD_OPTION', /There is no group weak\. Did you mean week\?/],
  ['failures --category SOMETHING', 'BAD_OPTION', /no category SOMETHING/],
  ['checkpoint lst', 'BAD_OPTION', /There is no action lst\. Did you mean list\?/],
  ['checkpoint show', 'BAD_OPTION', /needs a job/],
  ['schema upgrade', 'BAD_OPTION', /There is no action upgrade\./],
  ['features', 'BAD_OPTION', /Missing required argument 'action'/],
  ['features exprt', 'BAD_OPTION', /There is no action exprt\. Did you mean export\?/],
  ['features export --format parket', 'BAD_OPTION', /no format parket\. Did you mean parquet\?/],
  ['features export --format csv --out a.arrow', 'BAD_OPTION', /a\.arrow ends in \.arrow, but --format is csv/],
  ['features export --season 21', 'BAD_OPTION', /--season 21 is not a season/],
  ['features contract --season 2021-22', 'BAD_OPTION', /contract has no --season\./],
  ['simulate', 'BAD_OPTION', /Required option '--out <dir>' not specified\./],
  ['completion tcsh', 'BAD_OPTION', /There is no shell tcsh\./],
  ['status --season 1', 'BAD_OPTION', /--season 1 is not a season/],
  ['runs --limit none', 'BAD_OPTION', /--limit none/],
];

describe('wrong usage: two lines, exit 2, no trace', () => {
  test.each(WRONG)('%s', async (argv, code, says) => {
    const { code: exit, out, err } = await terminal.run(...argv.split(' '));
    expect(err).toMatch(says);
    expect(err).toMatch(new RegExp(`^error ${code}: [^\\n]+\\n {2}[^\\n]+\\n$`));
    expect([exit, out]).toEqual([2, '']);
    expect(existsSync(terminal.path('nba.duckdb'))).toBe(false);
  });

  test.each(WRONG)('%s --json', async (argv, code) => {
    const { code: exit, out, err } = await terminal.run(...argv.split(' '), '--json');
    expect(JSON.parse(out)).toEqual({
      error: { code, what: expect.stringMatching(/\.$|\?$/), todo: expect.any(String) },
    });
    expect(err).toMatch(/^error /);
    expect(exit).toBe(2);
  });

  test.each([
    'backfill',
    'plan',
    'run 2021-12-04',
    'status',
    'query SELECT',
    'runs',
    'failures',
    'features export',
    'checkpoint list',
    'schema status',
  ])('%s without a warehouse says how to make one', async (argv) => {
    const { code, err } = await terminal.run(...argv.split(' '));
    expect(err).toContain(`error NO_WAREHOUSE: There is no warehouse ${terminal.path('nba.duckdb')}.`);
    expect(err).toContain('nba-props ingest PATH...');
    expect(code).toBe(2);
  });

  test('a trace comes only with --debug', async () => {
    expect((await terminal.run('status')).err).not.toContain('    at ');
    expect((await terminal.run('status', '--debug')).err).toContain('    at ');
  });

  test('nothing typed shows the help and is no success', async () => {
    const { code, out, err } = await terminal.run();
    expect(code).toBe(2);
    expect(out + err).toContain('Commands:');
  });
});

describe('help', () => {
  test('lists every command', async () => {
    const { code, out } = await terminal.run('--help');
    expect(code).toBe(0);
    for (const name of COMMANDS.keys()) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  test.each([...COMMANDS])(
    '%s has examples whose options it knows, and the options every command has',
    async (name, command) => {
      const { code, out } = await terminal.run(name, '--help');
      expect(code).toBe(0);
      for (const flag of ['--db', '--json', '--quiet', '--debug']) expect(out).toContain(flag);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        expect(out).toContain(example);
        expect(example).toMatch(new RegExp(`^nba-props ${name}\\b`));
        for (const [flag] of example.matchAll(/(?<= )--[a-z-]+/g)) expect(out).toContain(flag);
      }
    },
  );
});

describe('settings', () => {
  const from = async (...argv: string[]) =>
    (await terminal.json<{ db: { value: string; from: string } }>(0, 'config', ...argv)).db;

  test('flag before environment before file before default', async () => {
    expect(await from()).toEqual({ value: terminal.path('nba.duckdb'), from: 'default' });
    writeFileSync(terminal.path('nba-props.config.json'), '{"db": "file.duckdb"}');
    expect(await from()).toEqual({ value: terminal.path('file.duckdb'), from: 'file' });
    terminal.set('NBA_PROPS_DB', 'env.duckdb');
    expect(await from()).toEqual({ value: terminal.path('env.duckdb'), from: 'environment' });
    expect(await from('--db', 'flag.duckdb')).toEqual({ value: terminal.path('flag.duckdb'), from: 'flag' });
  });

  test.each([
    ['{"db": 1}', /wrong setting/],
    ['{"thread": 4}', /wrong setting/],
    ['{', /not valid JSON/],
  ])('a file with %s is refused', async (content, says) => {
    writeFileSync(terminal.path('nba-props.config.json'), content);
    const { code, err } = await terminal.run('config');
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });
});

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('%s knows every command and its options', async (shell) => {
    const { code, out } = await terminal.run('completion', shell);
    expect(code).toBe(0);
    for (const name of COMMANDS.keys()) expect(out).toContain(name);
    expect(out).toContain(shell === 'fish' ? '-l batch-days' : '--batch-days');
  });
});
