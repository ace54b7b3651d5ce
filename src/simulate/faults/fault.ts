import { isIsoDate } from '../../domain/dates.js';
import { PlatformError } from '../../errors.js';

/** What WHERE names: a game date, a game id, or nothing. */
type Where = 'date' | 'game' | 'date or nothing' | 'nothing';

interface FaultSpec {
  readonly where: Where;
  readonly what: string;
}

/** Faults that can be planted. What a fault keeps from the season's files stands beside them, to be ingested later. */
export const FAULT_KINDS = {
  'missing-pbp': { where: 'date', what: "the day's play-by-play is absent (kept in withheld/)" },
  'half-games': {
    where: 'date',
    what: "half of the day's games are absent from play-by-play and shot chart (kept in withheld/)",
  },
  'null-distance': { where: 'date', what: 'no chart rows and no distances in texts (true files in withheld/)' },
  'duplicate-rows': { where: 'date or nothing', what: 'exact duplicates of some rows, on a date or all season' },
  'duplicate-file': { where: 'nothing', what: 'the play-by-play file a second time under another name' },
  'stat-correction': {
    where: 'game',
    what: 'an assist, rebound or block credited to the wrong player (true files in corrections/)',
  },
  'wrong-team': {
    where: 'game',
    what: 'a player listed for the other team in log and box score (true rows in corrections/)',
  },
  'missing-shot-chart': { where: 'date', what: "the day's chart rows are absent (kept in withheld/)" },
  'late-file': {
    where: 'date',
    what: 'events, logs and box scores of the day come later (kept in late/); schedule, quotes and injury news do not',
  },
  'score-glitch': { where: 'game', what: 'the printed score runs backwards and ends wrong' },
} as const satisfies Record<string, FaultSpec>;

export type FaultKind = keyof typeof FAULT_KINDS;

export interface Fault {
  readonly kind: FaultKind;
  /** Date or game id; NULL for faults of a whole season. */
  readonly where: string | null;
}

/** KIND or KIND:WHERE. BAD_OPTION for an unknown kind, or a WHERE that does not fit it. */
export function parseFault(text: string): Fault {
  const colon = text.indexOf(':');
  const kind = colon < 0 ? text : text.slice(0, colon);
  const where = colon < 0 ? null : text.slice(colon + 1);
  if (!isFaultKind(kind)) {
    throw new PlatformError(
      'BAD_OPTION',
      `There is no fault "${kind}".`,
      `Use one of ${Object.keys(FAULT_KINDS).join(', ')}.`,
    );
  }
  const { where: wanted } = FAULT_KINDS[kind];
  if (!fits(wanted, where)) {
    const example = { date: '2023-12-04', game: '0022300100', 'date or nothing': '2023-12-04', nothing: '' }[wanted];
    throw new PlatformError(
      'BAD_OPTION',
      `The fault ${kind} takes ${wanted === 'nothing' ? 'nothing after its name' : `a ${wanted}`}, not "${where ?? ''}".`,
      `Write --fault ${kind}${example === '' ? '' : `:${example}`}.`,
    );
  }
  return { kind, where };
}

function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(FAULT_KINDS, text);
}

function fits(wanted: Where, where: string | null): boolean {
  if (where === null) return wanted === 'nothing' || wanted === 'date or nothing';
  if (wanted === 'game') return /^00[2456]\d{7}$/.test(where);
  return wanted !== 'nothing' && isIsoDate(where);
}
