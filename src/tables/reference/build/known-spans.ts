import { addDays } from '../../../domain/dates.js';

/** A date of a game and the span of time in which it was known (ISO, UTC; null: no limit). */
export interface KnownSpan {
  readonly date_from: string;
  readonly date_to: string;
  /** False: the game may have been on one of these dates; it cannot be told. */
  readonly is_certain: boolean;
  readonly known_from: string | null;
  readonly known_to: string | null;
}

/** A game in a schedule version, and when that version was current. */
export interface Version {
  readonly date: string;
  /** Postponed or cancelled. */
  readonly is_off: boolean;
  readonly known_from: string;
  readonly known_to: string | null;
}

/** Facts about a game's date that do not come from schedule versions. */
export interface DateFacts {
  /** Played, else scheduled. */
  readonly date: string;
  readonly is_expected: boolean;
  /** Dates on which a moved game may have been at first; null if it was not moved. */
  readonly moved: readonly { readonly low: string; readonly high: string }[] | null;
  /** For a game decided by the Cup: from when it may be known, and from when it is certain. */
  readonly decided: { readonly from: string; readonly sure: string } | null;
}

const certain = (date: string, known_from: string | null, known_to: string | null): KnownSpan => ({
  date_from: date,
  date_to: date,
  is_certain: true,
  known_from,
  known_to,
});
const perhaps = (low: string, high: string, known_from: string | null, known_to: string | null): KnownSpan => ({
  date_from: low,
  date_to: high,
  is_certain: false,
  known_from,
  known_to,
});

/** All spans of a game: before the first schedule version, and by the versions. */
export function knownSpans(facts: DateFacts, versions: readonly Version[]): KnownSpan[] {
  const told = merged(versions);
  return [...withoutVersions(facts, told[0]), ...byVersions(facts, told)].filter(isSpan);
}

/** Joins consecutive versions with the same date. */
function merged(versions: readonly Version[]): Version[] {
  const all: Version[] = [];
  for (const version of [...versions].sort((a, b) => (a.known_from < b.known_from ? -1 : 1))) {
    const last = all.at(-1);
    if (last !== undefined && last.date === version.date && last.is_off === version.is_off)
      all[all.length - 1] = { ...last, known_to: version.known_to };
    else all.push(version);
  }
  return all;
}

/** Spans before the first schedule version. */
function withoutVersions({ date, is_expected, moved, decided }: DateFacts, first: Version | undefined): KnownSpan[] {
  const until = first?.known_from ?? null;
  if (decided !== null)
    return [perhaps(date, date, decided.from, earlier(decided.sure, until)), certain(date, decided.sure, until)];
  const stood = first?.date ?? date;
  const either = [...new Set([stood, date])].map((day) => perhaps(day, day, null, until));
  // It is not known when a moved game was postponed, nor when its new date was set.
  if (moved !== null) return [...moved.map(({ low, high }) => perhaps(low, high, null, until)), ...either];
  // A date in a version that was known before that date was the game's date from the start.
  const wasSo = first === undefined ? is_expected : !first.is_off && (stood === date || first.known_from < stood);
  return wasSo ? [certain(stood, null, until)] : either;
}

function byVersions(facts: DateFacts, versions: readonly Version[]): KnownSpan[] {
  const last = versions.at(-1);
  const outdated = last !== undefined && facts.is_expected && (last.date !== facts.date || last.is_off);
  const spans = versions
    .filter((version) => !version.is_off)
    .map(({ date, known_from, known_to }) => {
      // After a game was played, its later date in a version no longer holds.
      const played = facts.date < date ? dayAfter(facts.date) : null;
      return certain(date, known_from, earlier(known_to, played));
    });
  // It is not known when the game got the date on which it was played.
  return outdated ? [...spans, perhaps(facts.date, facts.date, last.known_from, null)] : spans;
}

const dayAfter = (date: string) => `${addDays(date, 1)}T00:00:00Z`;

const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b);

const isSpan = ({ known_from, known_to }: KnownSpan) =>
  known_from === null || known_to === null || known_from < known_to;
