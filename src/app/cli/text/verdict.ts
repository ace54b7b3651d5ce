import type { Paint } from './paint.js';
import { count, counted } from './table.js';

/** Lines of details shown before the rest is left to --json. */
export const SHOWN = 20;

export const rest = (total: number, shown = SHOWN) =>
  total > shown ? [`  ... and ${count(total - shown)} more (--json lists all)`] : [];

export const stateOf = (paint: Paint, state: string) =>
  state === 'CLEAN' || state === 'within' || state === 'equal'
    ? paint.good(state)
    : state === 'CONTAMINATED' || state === 'differs'
      ? paint.bad(state)
      : paint.warn(state);

export const verdict = (findings: number, one: string, paint: Paint, many = `${one}s`) =>
  findings === 0 ? paint.good(`Clean: no ${many}.`) : paint.bad(`${counted(findings, one, many)}.`);
