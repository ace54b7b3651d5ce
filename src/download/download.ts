import type { Effects } from '../effects.js';
import { PlatformError, saidBy } from '../errors.js';
import { DownloadRecord, type Fetched } from './download-record.js';
import { type Answer, NoCredits, Passing, Refused } from './fetch-once.js';
import { HostClient, HostDown, type Manners } from './host-client.js';
import { HOST_FACTS, type HostFacts } from './hosts.js';
import { type DownloadSource, type Host, type Subject, type Wanted, WrongDocument } from './source.js';

/** What became of one file. */
export interface FileOutcome {
  readonly kind: string;
  readonly file: string;
  readonly url: string;
  /**
   * `new`, `changed`, `same`: fetched, and how it compares with the version before; `kept`: there already, not fetched;
   * `nothing`: there are no rows of it yet; `failed`: fetched and refused, the version before stands; `not_tried`: its host failed, or the credits are spent;
   * `planned`: a dry run.
   */
  readonly status: 'new' | 'changed' | 'same' | 'kept' | 'nothing' | 'failed' | 'not_tried' | 'planned';
  /** It will grow: a game in progress, a season's list. */
  readonly open: boolean;
  readonly reason: string | null;
  /** It was not fetched because no credits were left for it. */
  readonly lacksCredits: boolean;
}

export interface DownloadReport {
  readonly files: readonly FileOutcome[];
  /** Games of the subject that are not over yet: nothing of them was fetched. */
  readonly games_not_over: number;
  readonly credits_spent: number;
  /** As the host tells; NULL if it was not asked. */
  readonly credits_left: number | null;
}

export interface DownloadOptions {
  readonly effects: Effects;
  /** Folder of the files. */
  readonly out: string;
  /** In the order of DOWNLOADS. */
  readonly sources: readonly DownloadSource[];
  readonly subject: Omit<Subject, 'oddsEvents'>;
  /** Only says what would be fetched. */
  readonly dryRun: boolean;
  /** Fetches final files again, too. */
  readonly refresh: boolean;
  /** Seconds for which an open file counts as fetched. */
  readonly freshForSeconds: number;
  readonly maxCredits: number;
  /** Base address of each host. */
  readonly addresses: Readonly<Record<Host, string>>;
  /** Where it is not asked in the usual manner. */
  readonly manners?: Partial<Manners>;
  readonly onFile?: (outcome: FileOutcome) => void;
}

/**
 * Fetches the files of the sources, one source after the other, several files of one at once. A file that cannot be had
 * fails alone, with its reason; everything that came stays, and the next call goes on from there.
 * Errors: BAD_OPTION for a key that is not set; INTERRUPTED, with all whole files kept.
 */
export async function download(options: DownloadOptions): Promise<DownloadReport> {
  const run = new Download(options);
  try {
    return await run.all();
  } finally {
    run.close();
  }
}

/** A run over all sources; what one source's documents tell, the next may use. */
class Download {
  private readonly record: DownloadRecord;
  private readonly clients = new Map<Host, HostClient>();
  private readonly outcomes: FileOutcome[] = [];
  private subject: Subject;
  private reserved = 0;
  private spent = 0;
  private left: number | null = null;

  constructor(private readonly options: DownloadOptions) {
    this.record = new DownloadRecord(options.out);
    this.subject = { ...options.subject, oddsEvents: [] };
  }

  async all(): Promise<DownloadReport> {
    for (const source of this.options.sources) {
      await Promise.all(source.list(this.subject).map((wanted) => this.one(source, wanted)));
    }
    return {
      files: this.outcomes,
      games_not_over: this.subject.games.filter(({ isFinal }) => isFinal === false).length,
      credits_spent: this.spent,
      credits_left: this.left,
    };
  }

  close(): void {
    if (this.outcomes.some(({ status }) => FETCHED.has(status))) this.record.save();
  }

  private async one(source: DownloadSource, wanted: Wanted): Promise<void> {
    const { kind } = source;
    const url = this.urlOf(wanted);
    const tell = (status: FileOutcome['status'], open = false, reason: string | null = null, lacksCredits = false) => {
      const outcome = { kind, file: wanted.file, url: url.href, status, open, reason, lacksCredits };
      this.outcomes.push(outcome);
      this.options.onFile?.(outcome);
    };
    const standing = this.record.standing(wanted.file);
    if (standing !== null && this.isEnough(standing)) {
      this.learn(source, this.record.documentOf(wanted.file));
      return tell('kept', standing.verdict === 'open');
    }
    if (this.options.dryRun) return tell('planned');
    const { credits = 0 } = wanted;
    if (this.reserved + credits > this.options.maxCredits) {
      return tell(
        'not_tried',
        false,
        `it costs up to ${credits} credits; --max-credits ${this.options.maxCredits} leaves ${this.options.maxCredits - this.reserved}`,
        true,
      );
    }
    this.reserved += credits;
    try {
      const answer = await this.fetch(wanted, url);
      const verdict = source.judge(answer.document, wanted);
      if (verdict === 'nothing') {
        if (standing !== null) throw new WrongDocument('it has no rows any more');
        return tell('nothing');
      }
      const facts = { url: url.href, kind, checked_at: this.options.effects.now().toISOString(), verdict };
      const isNew = this.record.keep(wanted.file, answer.bytes, facts);
      this.learn(source, answer.document);
      tell(isNew ? (standing === null ? 'new' : 'changed') : 'same', verdict === 'open');
    } catch (error) {
      this.stopIfAsked();
      if (error instanceof HostDown) return tell('not_tried', false, error.message);
      if (!isOfTheFile(error)) throw error;
      tell('failed', false, saidBy(error), error instanceof NoCredits);
    }
  }

  private async fetch(wanted: Wanted, url: URL): Promise<Answer> {
    const { headers, keyFrom } = this.factsOf(wanted.host);
    const called = new URL(url);
    if (keyFrom !== undefined) called.searchParams.set('apiKey', this.keyOf(keyFrom));
    const answer = await this.clientOf(wanted.host).get({ url: called, headers, signal: this.options.effects.signal });
    if (answer.credits !== null) {
      this.spent += answer.credits.spent;
      this.left = answer.credits.left;
    }
    return answer;
  }

  /** Whether a file that stands need not be fetched. */
  private isEnough({ verdict, checked_at }: Fetched): boolean {
    const { refresh, freshForSeconds, effects } = this.options;
    if (refresh) return false;
    return verdict === 'final' || effects.now().getTime() - Date.parse(checked_at) < freshForSeconds * 1000;
  }

  private learn(source: DownloadSource, document: unknown): void {
    if (source.learn !== undefined) this.subject = { ...this.subject, ...source.learn(document, this.subject) };
  }

  private factsOf(host: Host): HostFacts {
    const facts = HOST_FACTS[host];
    return { ...facts, manners: { ...facts.manners, ...this.options.manners } };
  }

  private urlOf({ host, path }: Wanted): URL {
    return new URL(`${this.options.addresses[host].replace(/\/$/, '')}${path}`);
  }

  private clientOf(host: Host): HostClient {
    const client = this.clients.get(host) ?? new HostClient(this.factsOf(host).manners);
    this.clients.set(host, client);
    return client;
  }

  private keyOf(name: string): string {
    const key = this.options.effects.env(name);
    if (key !== undefined && key !== '') return key;
    throw new PlatformError('BAD_OPTION', `${name} is not set.`, `Put the key of the API into ${name}.`);
  }

  private stopIfAsked(): void {
    if (!this.options.effects.signal.aborted) return;
    const fetched = this.outcomes.filter(({ status }) => FETCHED.has(status)).length;
    throw new PlatformError(
      'INTERRUPTED',
      `Interrupted after ${fetched} files, which are kept.`,
      'Run the same command again: it goes on from there.',
    );
  }
}

const FETCHED: ReadonlySet<FileOutcome['status']> = new Set(['new', 'changed', 'same']);

/** A failure that says something of one file, not of this machine or program. */
const isOfTheFile = (error: unknown): boolean =>
  error instanceof Passing || error instanceof Refused || error instanceof WrongDocument;
