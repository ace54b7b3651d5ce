import { main } from './cli/main.js';
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
// A reader that went away (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});
process.exitCode = await main(process.argv.slice(2), processEffects(controller.signal));
