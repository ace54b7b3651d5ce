import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './sources.js';
import { TemporaryCopy } from './temporary-copy.js';

/** Says how many rows a table has on a date: arguments, options with words and a default, and the warehouse. */
const COMMAND = `import { EXIT } from '../../../errors.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { date, oneOf, table } from '../spec/kinds.js';
import { COMMON } from '../spec/options.js';
import { argument, flag, option, optionWithDefault } from '../spec/spec.js';
import { print } from '../text/print.js';

const OPTIONS = {
  day: option(date, 'only this date'),
  as: optionWithDefault(oneOf('form', ['words', 'number']), 'number', 'how it is said'),
  noZero: flag('say nothing of an empty table'),
};

export const command = defineCommand({
  summary: 'rows of a table',
  args: { table: argument(table, 'the table') },
  options: OPTIONS,
  examples: ['nba-props rows pgs --day 2021-12-04 --as words'],
  async run(input, effects) {
    const again = commandLine('rows', [input.table.alias], { ...OPTIONS, db: COMMON.db }, input);
    const rows = await readWarehouse(input, effects, ({ warehouse }) =>
      warehouse.query<{ n: number }>(\`SELECT COUNT(*) AS n FROM \${input.table.name}\`),
    );
    print({ rows: rows[0]?.n, again }, () => [again], input, effects);
    return EXIT.ok;
  },
});
`;

/** What it answers, typed rightly and wrongly, and what shell completion offers. */
const SCRIPT = `import { Terminal } from './app/cli/terminal.js';
const terminal = new Terminal();
await terminal.run('simulate', '--teams', '4', '--games-per-team', '2', '--out', 'league', '--quiet');
await terminal.run('ingest', 'league/2023-24', '--quiet');
const answers = [];
for (const argv of [
  ['rows', 'pgs', '--day', '2023-11-01', '--as', 'words', '--no-zero', '--json'],
  ['rows', 'player_game_sumary'],
  ['rows', 'pgs', '--as', 'wrds'],
  ['row', 'pgs'],
  ['completion', 'bash'],
]) answers.push(await terminal.run(...argv));
terminal.close();
console.log(JSON.stringify(answers));
`;

interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('adding a command', () => {
  let copy: TemporaryCopy;
  let answers: readonly Printed[];
  beforeAll(() => {
    copy = new TemporaryCopy();
    copy.write('src/app/cli/commands/rows.ts', COMMAND);
    copy.edit(
      'src/app/cli/commands.ts',
      "  query: () => import('./commands/query.js'),\n",
      "  query: () => import('./commands/query.js'),\n  rows: () => import('./commands/rows.js'),\n",
    );
    copy.write('test/rows.ts', SCRIPT);
    answers = copy.run('test/rows.ts') as readonly Printed[];
  });
  afterAll(() => copy.remove());

  test('touches its file and the list of commands', () => {
    expect(copy.changed()).toEqual(['src/app/cli/commands.ts', 'src/app/cli/commands/rows.ts']);
    copy.checkTypes();
  });

  test('it runs, and tells the command line that asks for the same', () => {
    expect(answers[0]).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(answers[0]?.out ?? '')).toEqual({
      rows: 0,
      again: 'nba-props rows pgs --day 2023-11-01 --as words --no-zero',
    });
  });

  test('what is typed wrongly is refused with what was meant', () => {
    expect(answers[1]).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean player_game_summary?') });
    expect(answers[2]).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean words?') });
    expect(answers[3]).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean rows?') });
  });

  test('shell completion offers its tables, options and words', () => {
    const script = answers[4]?.out ?? '';
    const own = script.slice(script.indexOf('    rows)'));
    expect(own).toMatch(/--as\) COMPREPLY=\(\$\(compgen -W "words number"/);
    expect(own).toMatch(/compgen -W "[^"]*\bpgs\b[^"]* --day --as --no-zero --db/);
  });

  test('the tests of all commands hold for it: help, examples, and what help loads', () => {
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const report = execFileSync(
      process.execPath,
      [
        vitest,
        'run',
        '--root',
        copy.root,
        '--reporter=json',
        '-t',
        '^help|^the help of',
        'test/app/cli/usage',
        'test/architecture/imports',
      ],
      { encoding: 'utf8', cwd: copy.root },
    );
    const { testResults } = JSON.parse(report) as {
      testResults: readonly { assertionResults: readonly { title: string; status: string }[] }[];
    };
    const passed = testResults.flatMap((file) => file.assertionResults).filter((one) => one.status === 'passed');
    const own = passed.map((one) => one.title).filter((title) => /\brows\b/.test(title));
    expect(own).toHaveLength(2);
  });
});
