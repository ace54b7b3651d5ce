import { Command, CommanderError } from 'commander';
import type { Effects } from '../../effects.js';
import { EXIT, PlatformError, saidBy, systemError } from '../../errors.js';
import { packageVersion } from '../../version.js';
import { loadCommands } from './commands.js';
import { addCommand } from './spec/program.js';
import { visible } from './text/visible.js';

/** Runs the command line and returns the exit code; whatever goes wrong is told in two lines. */
export async function main(argv: readonly string[], effects: Effects): Promise<number> {
  let code: number = EXIT.ok;
  const commands = await loadCommands(argv[0]);
  const program = new Command('nba-props')
    .description('Turns raw NBA data into analytics, pre-game and feature tables, and keeps them right.')
    .version(packageVersion())
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'help for a command')
    .configureOutput({
      writeOut: effects.stdout,
      writeErr: effects.stderr,
      // report() tells it, in the form of every other error.
      outputError: () => undefined,
    })
    .exitOverride();
  for (const [name, command] of commands) {
    addCommand(program, name, command, async (typed) => {
      code = await command.run(typed, effects, loadCommands);
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, argv, commands.has(argv[0] ?? '') ? argv[0] : undefined, effects);
  }
}

/** What commander says ("error: unknown option '--seasn'\n(Did you mean --season?)") as one of our errors. */
function usageError(error: CommanderError, command: string | undefined): PlatformError {
  const [what = '', ...more] = error.message.replace(/^error: /, '').split('\n');
  const help = command === undefined ? 'nba-props --help' : `nba-props ${command} --help`;
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1).replace(/\.$/, '')}.`;
  return new PlatformError(
    error.code === 'commander.unknownCommand' ? 'UNKNOWN_COMMAND' : 'BAD_OPTION',
    [sentence, ...more.map((line) => line.replace(/^\((.*)\)$/, '$1'))].join(' '),
    `Run "${help}".`,
  );
}

function report(error: unknown, argv: readonly string[], command: string | undefined, effects: Effects): number {
  const debug = argv.includes('--debug');
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
  // Nothing was typed: commander has shown the help already.
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
  const known =
    error instanceof PlatformError
      ? error
      : error instanceof CommanderError
        ? usageError(error, command)
        : (systemError(error) ??
          new PlatformError(
            'INTERNAL',
            `Something unexpected happened: ${saidBy(error)}`,
            'Run it again with --debug and report the trace.',
            { cause: error },
          ));
  if (argv.includes('--json')) {
    effects.stdout(`${JSON.stringify({ error: { code: known.code, what: known.what, todo: known.todo } })}\n`);
  }
  effects.stderr(visible(`error ${known.code}: ${known.what}\n  ${known.todo}\n`));
  if (debug) effects.stderr(visible(`${traceOf(error)}\n`));
  return known.exitCode;
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${traceOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
