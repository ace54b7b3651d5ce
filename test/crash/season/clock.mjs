/**
 * Loaded before the program: its clock begins at NBA_CLOCK and goes on from there, as if the process were started then, or stands
 * still (NBA_CLOCK_STANDS), so that two processes do the same at the same time.
 */
const begin = Date.parse(process.env.NBA_CLOCK ?? '');
if (!Number.isNaN(begin)) {
  const Real = Date;
  const started = Real.now();
  const now = () => begin + (process.env.NBA_CLOCK_STANDS === undefined ? Real.now() - started : 0);
  globalThis.Date = class extends Real {
    constructor(...args) {
      super(...(args.length === 0 ? [now()] : args));
    }

    static now() {
      return now();
    }
  };
}
