import { easternShown } from '../../../domain/dates.js';
import type { Pass } from '../../../watch/passes.js';
import type { WatchState } from '../../../watch/watch-state.js';
import type { Paint } from './paint.js';

const passText = ({ at, why, what }: Pass) => `${easternShown(at)}, ${why.replaceAll('_', ' ')}: ${what}`;

/** Lines of `watch --state`. */
export function stateLines(state: WatchState | null, alive: boolean, paint: Paint): string[] {
  if (state === null) return ['No watch has run on this warehouse.'];
  return [
    ...(alive ? [] : [paint.bad(`The watch of pid ${state.pid} does not run any more.`)]),
    ...passLines(state, paint),
  ];
}

/** The last pass and the next one. */
export function passLines({ state, reason, what, last, next, attempts }: WatchState, paint: Paint): string[] {
  const why = reason === null ? '' : ` (${reason.replaceAll('_', ' ')})`;
  const standing =
    state === 'halted'
      ? paint.bad(`halted${why} after ${attempts} attempts`)
      : state === 'resting'
        ? `resting${why}`
        : `${state}${attempts > 0 ? paint.warn(`, ${attempts} failed`) : ''}`;
  const found =
    last === null
      ? ''
      : last.findings === 0
        ? 'nothing is wrong'
        : `${last.findings} ${last.findings === 1 ? 'thing is' : 'things are'} wrong`;
  return [
    ...(last === null ? [] : [`${easternShown(last.at)}  ${last.why.replaceAll('_', ' ')}: ${found}`]),
    `  ${standing}${what === null ? '' : `: ${what}`}`,
    ...(next === null ? [] : [`  next ${passText(next)}`]),
  ];
}
