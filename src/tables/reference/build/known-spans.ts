import { addDays } from '../../../domain/dates.js';

/** What is believed of the date of a game, from one time to another (ISO, UTC; null: from ever, or for ever). */
export interface KnownSpan {
  readonly date_from: string;
  readonly date_to: string;
  /** False: it may have been on a date from one to the other, as far as can be told today. */
  readonly is_certain: boolean;
  readonly known_from: string | null;
  readonly known_to: string | null;
}

/** What a version of the schedule says of a game, while it was believed. */
export interface Version {
  readonly date: string;
  /** Postponed or cancelled. */
  readonly is_off: boolean;
  readonly known_from: string;
  readonly known_to: string | null;
}

/** What is known of a game's date apart from versions. */
export interface DateFacts {
  /** Played, else scheduled. */
  readonly date: string;
  readonly is_expected: boolean;
  /** Dates on which it may have stood at first, where it has been moved. */
  readonly moved: readonly { readonly low: string; readonly high: string }[] | null;
  /** Where a result decides who plays it: until when it is no game yet, and from when it is sure to be one. */
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

/** The spans of a game: by what must have been known before the first version, and by the versions from then on. */
export function knownSpans(facts: DateFacts, versions: readonly Version[]): KnownSpan[] {
  const told = merged(versions);
  return [...withoutVersions(facts, told[0]), ...byVersions(facts, told)].filter(isSpan);
}

/** Versions of one date that follow each other are one. */
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

/** What must have been known before the first version. */
function withoutVersions({ date, is_expected, moved, decided }: DateFacts, first: Version | undefined): KnownSpan[] {
  const until = first?.known_from ?? null;
  if (decided !== null)
    return [perhaps(date, date, decided.from, earlier(decided.sure, until)), certain(date, decided.sure, until)];
  const stood = first?.date ?? date;
  const either = [...new Set([stood, date])].map((day) => perhaps(day, day, null, until));
  // When it was put off, and when its new date was set, nothing tells.
  if (moved !== null) return [...moved.map(({ low, high }) => perhaps(low, high, null, until)), ...either];
  // What a version has that was believed before its date was so before that version, too.
  const wasSo = first === undefined ? is_expected : !first.is_off && (stood === date || first.known_from < stood);
  return wasSo ? [certain(stood, null, until)] : either;
}

function byVersions(facts: DateFacts, versions: readonly Version[]): KnownSpan[] {
  const last = versions.at(-1);
  const outdated = last !== undefined && facts.is_expected && (last.date !== facts.date || last.is_off);
  const spans = versions
    .filter((version) => !version.is_off)
    .map(({ date, known_from, known_to }) => {
      // A game that was played before the date of a version is known not to come.
      const played = facts.date < date ? dayAfter(facts.date) : null;
      return certain(date, known_from, earlier(known_to, played));
    });
  // No version tells when it was put on the date on which it was played.
  return outdated ? [...spans, perhaps(facts.date, facts.date, last.known_from, null)] : spans;
}

const dayAfter = (date: string) => `${addDays(date, 1)}T00:00:00Z`;

const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b);

const isSpan = ({ known_from, known_to }: KnownSpan) =>
  known_from === null || known_to === null || known_from < known_to;
