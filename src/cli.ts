import { main } from './app/cli/main.js';
import { asTypedHere, programAt } from './app/cli/typed-here.js';
import { processEffects } from './effects.js';
import { EXIT } from './errors.js';
import { packageRoot } from './package-root.js';

/** Exit codes of a process that a signal ended: 128 and the number of the signal. */
const EXIT_OF = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

const controller = new AbortController();
let stoppedBy: keyof typeof EXIT_OF = 'SIGINT';
/** Ends the process gently: the first signal undoes the step at hand, the second ends it at once. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (controller.signal.aborted) {
      process.stderr.write('Ended at once; the next command that writes puts right what is half done.\n');
      process.exit(EXIT_OF[signal]);
    }
    stoppedBy = signal;
    controller.abort();
  });
}
// A reader that went away (head, less, a closed terminal) stops no work: the exit code still tells how it ended.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
const argv = process.argv.slice(2);
const program = programAt(packageRoot(), process.cwd(), process.env.PATH ?? '');
const code = await main(argv, asTypedHere(processEffects(controller.signal), program, argv));
process.exitCode = code === EXIT.interrupted ? EXIT_OF[stoppedBy] : code;
