/** Loaded before the program: its clock begins at NBA_CLOCK and goes on from there, as if the process were started then. */
const begin = Date.parse(process.env.NBA_CLOCK ?? '');
if (!Number.isNaN(begin)) {
  const Real = Date;
  const behind = begin - Real.now();
  globalThis.Date = class extends Real {
    constructor(...args) {
      super(...(args.length === 0 ? [Real.now() + behind] : args));
    }

    static now() {
      return Real.now() + behind;
    }
  };
}
