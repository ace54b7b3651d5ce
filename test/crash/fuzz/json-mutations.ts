import type { Rng } from '../../../src/simulate/rng.js';
import { BAD_VALUES, type Mutation } from './mutation.js';

type Node = { [key: string]: unknown } | unknown[];
type Make = (text: string, rng: Rng) => Omit<Mutation, 'name'>;

interface Place {
  readonly of: Node;
  readonly key: string | number;
}

/** Every place in a document. */
function placesIn(node: unknown): Place[] {
  if (typeof node !== 'object' || node === null) return [];
  const of = node as Node;
  const keys: (string | number)[] = Array.isArray(of) ? of.map((_, i) => i) : Object.keys(of);
  return keys.flatMap((key) => [{ of, key }, ...placesIn((of as Record<string | number, unknown>)[key])]);
}

const valueAt = ({ of, key }: Place) => (of as Record<string | number, unknown>)[key];
const put = ({ of, key }: Place, value: unknown) => {
  (of as Record<string | number, unknown>)[key] = value;
};

/** Changes a document in one place. */
const inPlace =
  (tellsLoss: boolean, which: (place: Place) => boolean, change: (place: Place, rng: Rng) => void): Make =>
  (text, rng) => {
    const document: unknown = JSON.parse(text);
    const places = placesIn(document).filter(which);
    if (places.length > 0) change(rng.pick(places), rng);
    return { bytes: Buffer.from(JSON.stringify(document)), untouched: null, tellsLoss };
  };

const isItem = ({ of }: Place) => Array.isArray(of);
const isLeaf = (place: Place) => typeof valueAt(place) !== 'object';
const always = () => true;
/** Values of another shape than any that stands there; no list and no object that would be an empty but right one. */
const SHAPES: readonly unknown[] = [null, 7, 'text', true, [1], ['a', null], [[]]];

export const JSON_MUTATIONS: Readonly<Record<string, Make>> = {
  'cut anywhere': (text, rng) => ({
    ...{ bytes: Buffer.from(text).subarray(0, rng.int(1, text.length - 1)), untouched: null, tellsLoss: true },
  }),
  'bytes flipped': (text, rng) => {
    const bytes = Buffer.from(text);
    bytes[rng.int(0, bytes.length - 1)] = rng.int(0, 255);
    return { bytes, untouched: null, tellsLoss: false };
  },
  'a leaf replaced': inPlace(true, isLeaf, (place, rng) => put(place, rng.pick(BAD_VALUES))),
  'a leaf of another type': inPlace(true, isLeaf, (place, rng) => put(place, rng.pick([...SHAPES, 1e308, -1e-300]))),
  'an item that is none': inPlace(true, isItem, (place, rng) => put(place, rng.pick(SHAPES))),
  'a node of another shape': inPlace(true, always, (place, rng) => put(place, rng.pick(SHAPES))),
  'an item twice': inPlace(true, isItem, (place) => (place.of as unknown[]).push(valueAt(place))),
  'an item that is gone': inPlace(false, isItem, ({ of, key }) => void (of as unknown[]).splice(Number(key), 1)),
  'a member that is gone': inPlace(
    false,
    (place) => !isItem(place),
    ({ of, key }) => void Reflect.deleteProperty(of as object, key),
  ),
  'in another object': (text) => ({
    ...{ bytes: Buffer.from(`{"about":{"of":1},"data":${text}}`), untouched: null, tellsLoss: true },
  }),
  'a byte order mark': (text) => ({ bytes: Buffer.from(`\ufeff${text}`), untouched: null, tellsLoss: true }),
  'over many lines': (text) => ({
    ...{ bytes: Buffer.from(JSON.stringify(JSON.parse(text), null, 2)), untouched: null, tellsLoss: true },
  }),
  'text behind it': (text) => ({ bytes: Buffer.from(`${text}\n${text}`), untouched: null, tellsLoss: true }),
};
