import { main } from './app/cli/main.js';
import { processEffects } from './effects.js';
import { EXIT } from './errors.js';

/** Ends the process gently: the first signal lets the batch finish or roll back, the second ends it at once. */
function stopOnSignals(controller: AbortController): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
}

const controller = new AbortController();
stopOnSignals(controller);
// A reader that went away (head, less, a closed terminal) stops no work: the exit code still tells how it ended.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
process.exitCode = await main(process.argv.slice(2), processEffects(controller.signal));
