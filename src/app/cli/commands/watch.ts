import { EXIT } from '../../../errors.js';
import { DAY_OPTIONS } from '../shared/day-pass.js';
import { warehouseOf } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { flag } from '../spec/spec.js';
import { print } from '../text/print.js';

/** Exit of --once as of `day`; of --state 1 if it is halted or does not run; 130 when it is stopped. */
export const command = defineCommand({
  summary:
    'the day on a timetable that follows the games: in the morning, before tip-offs, after the last final, in the night; rests and halts with a reason',
  options: {
    ...DAY_OPTIONS,
    once: flag('make one pass now, then end'),
    state: flag('only say what it does: the last pass, the next one, why it rests or is halted'),
  },
  examples: ['nba-props watch --inbox ./drop', 'nba-props watch --download --once', 'nba-props watch --state'],
  async run(input, effects) {
    const { stateLines } = await import('../text/watch.js');
    const { beside: db } = await warehouseOf(input, effects);
    if (input.state) {
      const { isAlive, readWatch } = await import('../../../watch/watch-state.js');
      const state = readWatch(db);
      const alive = state !== null && isAlive(state);
      print({ alive, state }, (paint) => stateLines(state, alive, paint), input, effects);
      return alive && state.state !== 'halted' ? EXIT.ok : EXIT.findings;
    }
    const { watch } = await import('../shared/watch-loop.js');
    return watch(input, effects, db);
  },
});
