import { addDays, easternDateOf, isIsoDate } from '../../../domain/dates.js';
import { nearest } from '../../../domain/nearest.js';
import { parseSeason } from '../../../domain/seasons.js';
import { PlatformError } from '../../../errors.js';
import type { Phase, TableDefinition } from '../../../tables/definition.js';

/** The words of a closed list: at hand, or loaded when they are needed, where their module is a heavy one. */
export type Words<W extends string = string> = readonly W[] | (() => Promise<readonly W[]>);

/** What an option or argument takes: its name in help, how it is read, what shell completion offers for it. */
export interface Kind<T> {
  /** "date" in "--start-date <date>". */
  readonly name: string;
  /** The value of what was typed; `at` names the option or argument in messages. Errors: BAD_OPTION, BAD_DATE, UNKNOWN_TABLE. */
  read(typed: string, at: string): T | Promise<T>;
  readonly words?: Words;
  readonly isPath?: boolean;
}

/** Any text. */
export const text = (name: string): Kind<string> => ({ name, read: (typed) => typed });

/** A file or folder. */
export const path = (name: string): Kind<string> => ({ name, isPath: true, read: (typed) => typed });

/** A game date. */
export const date: Kind<string> = {
  name: 'date',
  read(typed, at) {
    if (isIsoDate(typed)) return typed;
    throw new PlatformError('BAD_DATE', `${at} ${typed} is not a date.`, 'Write it as YYYY-MM-DD, e.g. 2021-12-04.');
  },
};

/** A time, in UTC unless it says otherwise: as ISO text in UTC, to the second. */
export const instant: Kind<string> = {
  name: 'time',
  read(typed, at) {
    const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(typed) ? typed : `${typed}Z`;
    const ms = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(typed) ? Date.parse(zoned.replace(' ', 'T')) : Number.NaN;
    if (!Number.isNaN(ms)) return new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
    throw new PlatformError('BAD_DATE', `${at} ${typed} is not a time.`, 'Write it as 2022-04-08T17:00:00Z.');
  },
};

const DAYS = ['today', 'tomorrow', 'yesterday'] as const;

/** A game date, or one of the words for the days around now: dayOf says which date that is. */
export const gameDay: Kind<string> = {
  name: 'date',
  words: DAYS,
  read: (typed, at) => (DAYS.some((word) => word === typed) ? typed : date.read(typed, at)),
};

/** The Eastern date of a game day as it was typed. */
export function dayOf(typed: string, now: Date): string {
  const today = easternDateOf(now.toISOString());
  if (typed === 'today') return today;
  if (typed === 'tomorrow') return addDays(today, 1);
  return typed === 'yesterday' ? addDays(today, -1) : typed;
}

export const season: Kind<string> = {
  name: 'season',
  read(typed, at) {
    const found = parseSeason(typed);
    if (found !== null) return found;
    throw new PlatformError('BAD_OPTION', `${at} ${typed} is not a season.`, 'Write it as 2021-22.');
  },
};

export const wholeNumber = (name = 'number', min = 1, max = Number.MAX_SAFE_INTEGER): Kind<number> => ({
  name,
  read(typed, at) {
    const value = Number(typed);
    if (/^\d+$/.test(typed) && value >= min && value <= max) return value;
    throw new PlatformError(
      'BAD_OPTION',
      `${at} ${typed} is not a whole number of at least ${min}${max === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${max}`}.`,
      `Give ${at} a number.`,
    );
  },
});

/** One word of a closed list; the nearest one is suggested for any other. */
export const oneOf = <const W extends string>(name: string, words: Words<W>): Kind<W> => ({
  name,
  words,
  async read(typed) {
    const known = await loadWords(words);
    const found = known.find((word) => word.toLowerCase() === typed.toLowerCase());
    if (found !== undefined) return found;
    const near = nearest(typed, known);
    throw new PlatformError(
      'BAD_OPTION',
      `There is no ${name} ${typed}.${near === null ? '' : ` Did you mean ${near}?`}`,
      `Choose from: ${known.join(', ')}.`,
    );
  },
});

const PHASES: Readonly<Record<string, Phase>> = { 2: 2, 3: 3, 4: 4, 5: 5 };

/** A phase of the cascade that has tables; 2 is what is read from files. */
export const phase: Kind<Phase> = {
  name: 'phase',
  words: Object.keys(PHASES),
  read(typed) {
    const found = PHASES[typed];
    if (found !== undefined) return found;
    throw new PlatformError('BAD_OPTION', `There is no phase ${typed}.`, 'Phases are 2 (raw and reference) to 5.');
  },
};

/** Several values, joined by commas. */
export const listOf = <T>(kind: Kind<T>): Kind<readonly T[]> => ({
  ...kind,
  name: kind.name.endsWith('s') ? kind.name : `${kind.name}s`,
  async read(typed, at) {
    const parts = typed.split(',').map((part) => part.trim());
    return Promise.all(parts.filter((part) => part !== '').map((part) => kind.read(part, at)));
  },
});

/** A table, or several at once: all, a phase. What was typed is kept: the plan looks the tables up. */
export const tables: Kind<string> = {
  name: 'tables',
  async words() {
    const { GRAPH } = await import('../../../tables/registry.js');
    return ['all', '3', '4', '5', ...GRAPH.ordered.map(({ alias }) => alias)];
  },
  async read(typed) {
    await tablesOf(typed);
    return typed;
  },
};

/** Exactly one table, by its short or full name. */
export const table: Kind<TableDefinition> = {
  name: 'table',
  async words() {
    const { GRAPH } = await import('../../../tables/registry.js');
    return GRAPH.ordered.map(({ alias }) => alias);
  },
  async read(typed) {
    const found = await tablesOf(typed);
    const [first] = found;
    if (first !== undefined && found.length === 1) return first;
    throw new PlatformError(
      'BAD_OPTION',
      `${typed} stands for several tables.`,
      `Name one: ${found.map(({ alias }) => alias).join(', ')}.`,
    );
  },
};

async function tablesOf(typed: string) {
  const { selectTables } = await import('../../../plan/select-tables.js');
  const { GRAPH } = await import('../../../tables/registry.js');
  return selectTables([typed], GRAPH);
}

export const loadWords = async <W extends string>(words: Words<W>): Promise<readonly W[]> =>
  typeof words === 'function' ? words() : words;
