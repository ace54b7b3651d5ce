import type { Dialect } from '../../src/engine/dialect.js';

const [OPEN, CLOSE] = ['\ue000', '\ue001'];
const MARKER = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');

/** No method of a dialect has this name. */
const EITHER = '(either)';

type Method = (...args: unknown[]) => string;

interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
}

/**
 * A dialect that writes no SQL yet: every method returns a marker that stands for the call and its arguments, which may
 * hold markers themselves. `expand` turns a text with markers into the SQL of any dialect. Equal calls have equal markers.
 */
export class RecordingDialect {
  private readonly calls: Call[] = [];
  private readonly known = new Map<string, string>();
  readonly dialect: Dialect;

  /** @param own the dialect of the engine that runs what is recorded */
  constructor(private readonly own: Dialect) {
    const methods = Object.entries(own).map(([name, member]) => [
      name,
      typeof member === 'function' ? (...args: unknown[]) => this.mark({ method: name, args }) : member,
    ]);
    this.dialect = Object.fromEntries(methods) as Dialect;
  }

  private mark(call: Call): string {
    const key = JSON.stringify(call);
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const marker = `${OPEN}${this.calls.length}${CLOSE}`;
    this.calls.push(call);
    this.known.set(key, marker);
    return marker;
  }

  /** A text that is another one in the dialect recorded than in others, without a method of the dialect behind it: the name of a database. */
  either(own: string, other: string): string {
    return this.mark({ method: EITHER, args: [own, other] });
  }

  expand(text: string, dialect: Dialect): string {
    return text.replace(MARKER, (_, place: string) => {
      const call = this.calls[Number(place)];
      if (call === undefined) throw new Error(`no call ${place} was recorded`);
      if (call.method === EITHER) return String(call.args[dialect === this.own ? 0 : 1]);
      const method = dialect[call.method as keyof Dialect] as Method;
      return method(...call.args.map((arg) => this.expandAll(arg, dialect)));
    });
  }

  /** The same in every text of a value. */
  private expandAll(value: unknown, dialect: Dialect): unknown {
    if (typeof value === 'string') return this.expand(value, dialect);
    if (Array.isArray(value)) return value.map((item) => this.expandAll(item, dialect));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.expandAll(item, dialect)]));
  }
}
