import { QUARTER_SECONDS } from '../../domain/minutes.js';
import { isObject, type JsonObject } from './json-value.js';

/** RangeType of requests for some periods, and for the seconds from StartRange to EndRange, in tenths; 0 is the whole game. */
const [BY_PERIODS, BY_SECONDS] = ['1', '2'];
const PERIODS = 4;
const GAME_TENTHS = PERIODS * QUARTER_SECONDS * 10;

/** Words that ask for some moments of a game only; blank where nothing is asked. */
const MOMENTS = ['gamesegment', 'clutchtime', 'aheadbehind', 'shotclockrange'];

/**
 * Which part of a game a document was asked for, as the league's documents repeat it: `parameters`, or the address in
 * `meta.request`. NULL for a whole game.
 */
export function askedPart(document: unknown): string | null {
  if (Array.isArray(document)) {
    const parts = document.map(askedPart);
    return parts.find((part) => part !== null) ?? null;
  }
  const asked = isObject(document) ? askedOf(document) : new Map<string, string>();
  const number = (name: string) => Number(asked.get(name) ?? 0);
  if (asked.get('rangetype') === BY_SECONDS) {
    const [from, to] = [number('startrange'), number('endrange')];
    if (from > 0) return `what follows ${from / 10} seconds`;
    if (to > 0 && to < GAME_TENTHS) return `the first ${to / 10} seconds`;
  } else {
    const [from, to] = [number('startperiod'), number('endperiod')];
    if (from > 1) return from === to ? `period ${from}` : `what follows period ${from - 1}`;
    const last = asked.get('rangetype') === BY_PERIODS ? PERIODS : PERIODS - 1;
    if (to > 0 && to <= last) return to === 1 ? 'period 1' : `periods 1 to ${to}`;
  }
  if (number('period') > 0) return `period ${number('period')}`;
  const moments = MOMENTS.find((name) => (asked.get(name) ?? '') !== '');
  if (moments !== undefined) return `${moments} "${asked.get(moments)}"`;
  return null;
}

/** Names in lower case, and what was asked for. */
function askedOf(document: JsonObject): ReadonlyMap<string, string> {
  const { parameters, meta } = document;
  const pairs = isObject(parameters) ? Object.entries(parameters) : addressPairs(meta);
  return new Map(pairs.map(([name, value]) => [name.toLowerCase(), value === null ? '' : String(value).trim()]));
}

function addressPairs(meta: unknown): [string, unknown][] {
  const request = isObject(meta) ? meta.request : null;
  if (typeof request !== 'string' || !request.includes('?')) return [];
  return [...new URLSearchParams(request.slice(request.indexOf('?') + 1))];
}
