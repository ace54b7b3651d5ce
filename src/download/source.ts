/** Hosts that files are fetched from: one base URL, one pace and one circuit each. */
export type Host = 'cdn' | 'stats' | 'odds';

/** A game of the schedule. */
export interface Game {
  readonly id: string;
  /** Eastern date; NULL for a game that was asked for by its id alone. */
  readonly date: string | null;
  /** As the schedule has it; NULL likewise. */
  readonly isFinal: boolean | null;
}

/** What a download is about. */
export interface Subject {
  /** '2025-26'. */
  readonly season: string;
  /** Only this date, where one was asked for. */
  readonly date: string | null;
  /** UTC, for files that tell how things stood at a time. */
  readonly now: string;
  /** Of the schedule, or those asked for. */
  readonly games: readonly Game[];
  /** Ids that The Odds API gives the games of the date. */
  readonly oddsEvents: readonly string[];
}

/** One file to fetch. */
export interface Wanted {
  /** Path in the folder of the download; the same name means the same thing. */
  readonly file: string;
  readonly host: Host;
  /** Path and query at the host, without keys. */
  readonly path: string;
  /** What the call costs at most, where the host counts credits. */
  readonly credits?: number;
}

/**
 * What a document says of itself: `final` never changes but by a correction; `open` will grow, and is fetched again by a
 * later download; `nothing` is a right answer that has no rows yet, and is not kept.
 */
export type Verdict = 'final' | 'open' | 'nothing';

/** What a document adds to the subject, for the sources after it. */
type Learned = Partial<Pick<Subject, 'games' | 'oddsEvents'>>;

/** One kind of file. */
export interface DownloadSource {
  /** As --kinds names it. */
  readonly kind: string;
  readonly help: string;
  /** Fetched only when asked for by name: it costs credits, or tells what another source tells as well. */
  readonly onlyByName?: boolean;
  /** The kind whose documents tell what there is to fetch. */
  readonly needs?: string;
  /** The files for a subject. */
  list(subject: Subject): readonly Wanted[];
  /** Judges a JSON document that came for a wanted file. Error: WrongDocument. */
  judge(document: unknown, wanted: Wanted): Verdict;
  learn?(document: unknown, subject: Subject): Learned;
}

/** A document with status 200 that is not what was asked for: empty, an error, another game. */
export class WrongDocument extends Error {}
