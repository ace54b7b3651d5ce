import { gzipSync } from 'node:zlib';
import type { Rng } from '../../../src/simulate/rng.js';
import { BAD_VALUES, type Mutation } from './mutation.js';

type Make = (lines: readonly string[], rng: Rng) => Omit<Mutation, 'name'>;

const asText = (lines: readonly string[], end = '\n') => Buffer.from(lines.map((line) => `${line}${end}`).join(''));
const all = (lines: readonly string[]) => new Set(lines.slice(1).map((_, i) => i + 2));
const but = (lines: readonly string[], touched: readonly number[]) => {
  const rest = all(lines);
  for (const line of touched) rest.delete(line);
  return rest;
};
/** Fields of a line, still quoted. */
const fieldsOf = (line: string) => line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)?.map((f) => f.replace(/,$/, '')) ?? [];
/** The pattern finds an empty field behind the last one. */
const cells = (line: string) => fieldsOf(line).slice(0, line.endsWith(',') ? undefined : -1);
const changed = (lines: readonly string[], at: number, line: string) => lines.map((l, i) => (i === at ? line : l));
/** A line of rows, by its index. */
const some = (lines: readonly string[], rng: Rng) => rng.int(1, Math.max(1, lines.length - 1));

const whole =
  (make: (lines: readonly string[], rng: Rng) => Buffer): Make =>
  (lines, rng) => ({
    bytes: make(lines, rng),
    untouched: all(lines),
    tellsLoss: true,
  });
/** The rows may be others; what is lost is told. */
const header =
  (make: (columns: string[][], rng: Rng) => string[][]): Make =>
  (lines, rng) => ({
    bytes: asText(make(lines.map(cells), rng).map((row) => row.join(','))),
    untouched: null,
    tellsLoss: true,
  });

export const CSV_MUTATIONS: Readonly<Record<string, Make>> = {
  'cut anywhere': (lines, rng) => {
    const bytes = asText(lines).subarray(0, rng.int(1, asText(lines).length));
    const kept = bytes.toString('utf8').split('\n').length - 1;
    return { bytes, untouched: new Set([...all(lines)].filter((line) => line <= kept)), tellsLoss: false };
  },
  'bytes flipped': (lines, rng) => {
    const bytes = asText(lines);
    const touched: number[] = [];
    const begin = (lines[0]?.length ?? 0) + 1;
    for (let n = rng.int(1, 4); n > 0 && bytes.length > begin; n--) {
      const at = rng.int(begin, bytes.length - 1);
      const line = bytes.subarray(0, at).toString('latin1').split('\n').length;
      bytes[at] = rng.int(0, 255);
      // A line break that goes or comes makes other lines of its neighbours; a quote may.
      touched.push(line - 1, line, line + 1);
    }
    return { bytes, untouched: but(lines, touched), tellsLoss: false };
  },
  'a cell replaced': (lines, rng) => {
    const at = some(lines, rng);
    const row = cells(lines[at] ?? '');
    row[rng.int(0, row.length - 1)] = `"${rng.pick(BAD_VALUES)}"`;
    return { bytes: asText(changed(lines, at, row.join(','))), untouched: but(lines, [at + 1]), tellsLoss: true };
  },
  'a quote put in': (lines, rng) => {
    const at = some(lines, rng);
    const line = lines[at] ?? '';
    const place = rng.int(0, line.length);
    return {
      bytes: asText(changed(lines, at, `${line.slice(0, place)}"${line.slice(place)}`)),
      untouched: but(lines, [at + 1, at + 2]),
      tellsLoss: true,
    };
  },
  'a field too many': (lines, rng) => {
    const at = some(lines, rng);
    return { bytes: asText(changed(lines, at, `${lines[at]},x`)), untouched: but(lines, [at + 1]), tellsLoss: true };
  },
  'a line of half a megabyte': (lines, rng) => {
    const at = some(lines, rng);
    const long = `${lines[at]},${'x'.repeat(rng.int(1, 3) * 500_000)}`;
    return { bytes: asText(changed(lines, at, long)), untouched: but(lines, [at + 1]), tellsLoss: true };
  },
  'a line that is gone': (lines, rng) => {
    const at = some(lines, rng);
    return { bytes: asText(lines.filter((_, i) => i !== at)), untouched: but(lines, [at + 1]), tellsLoss: false };
  },
  'a column dropped': header((rows, rng) => {
    const at = rng.int(0, (rows[0]?.length ?? 1) - 1);
    return rows.map((row) => row.filter((_, i) => i !== at));
  }),
  'a column renamed': header(([names = [], ...rows], rng) => {
    const at = rng.int(0, names.length - 1);
    return [names.map((name, i) => (i === at ? `${name}x` : name)), ...rows];
  }),
  'a column doubled': header((rows, rng) => {
    const at = rng.int(0, (rows[0]?.length ?? 1) - 1);
    return rows.map((row) => [...row, row[at] ?? '']);
  }),
  'columns shuffled': (lines, rng) => {
    const rows = lines.map(cells);
    const order = (rows[0] ?? []).map((_, i) => i).sort(() => rng.next() - 0.5);
    return {
      bytes: asText(rows.map((row) => order.map((i) => row[i] ?? '').join(','))),
      untouched: all(lines),
      tellsLoss: true,
    };
  },
  'all quoted': whole((lines) =>
    asText(
      lines.map((l) =>
        cells(l)
          .map((f) => (f.startsWith('"') ? f : `"${f}"`))
          .join(','),
      ),
    ),
  ),
  'lines end with CR LF': whole((lines) => asText(lines, '\r\n')),
  'lines end with CR': whole((lines) => asText(lines, '\r')),
  'a byte order mark': whole((lines) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), asText(lines)])),
  'blank lines': whole((lines, rng) => asText(lines.flatMap((line) => (rng.chance(0.2) ? [line, ''] : [line])))),
  'packed twice': (lines) => ({ bytes: gzipSync(gzipSync(asText(lines))), untouched: null, tellsLoss: true }),
  'packed and cut': (lines, rng) => {
    const packed = gzipSync(asText(lines));
    return { bytes: packed.subarray(0, rng.int(1, packed.length - 1)), untouched: null, tellsLoss: true };
  },
  'UTF-16': (lines) => ({
    bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(asText(lines).toString('utf8'), 'utf16le')]),
    untouched: null,
    tellsLoss: true,
  }),
  'Latin-1': (lines, rng) => {
    const at = some(lines, rng);
    const text = asText(changed(lines, at, `${lines[at]}é`)).toString('utf8');
    const foreign = lines.flatMap((line, i) => (/^[\x20-\x7e]*$/.test(line) && i !== at ? [] : [i + 1]));
    return { bytes: Buffer.from(text, 'latin1'), untouched: but(lines, foreign), tellsLoss: true };
  },
  'a NUL': (lines, rng) => {
    const at = some(lines, rng);
    return { bytes: asText(changed(lines, at, `${lines[at]}\0`)), untouched: but(lines, [at + 1]), tellsLoss: true };
  },
  empty: () => ({ bytes: Buffer.alloc(0), untouched: null, tellsLoss: false }),
};
