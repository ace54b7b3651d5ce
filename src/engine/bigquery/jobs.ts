import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '../warehouse.js';
import type { Client } from './client.js';
import { bigqueryError, failureOf, interrupted, isPassing, type Said, serviceError } from './errors.js';
import { type Field, rowOf, type Times } from './values.js';

/** Most attempts of one request, and of one job. */
const TRIES = 6;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 16_000;
const PAGE_ROWS = 20_000;

export interface Job {
  readonly jobReference: { readonly jobId: string };
  readonly status: { readonly state: string; readonly errorResult?: Said };
  readonly statistics?: {
    readonly totalBytesProcessed?: string;
    readonly query?: { readonly totalBytesProcessed?: string; readonly numDmlAffectedRows?: string };
  };
}

export interface JobSettings {
  readonly location: string;
  readonly project: string;
  /** Region or multi-region of the datasets. */
  readonly region?: string | undefined;
  readonly maxBytes?: number | undefined;
}

interface Request {
  readonly method?: string;
  readonly uri: string;
  readonly json?: unknown;
  readonly qs?: object;
}

type Configuration = Readonly<Record<string, unknown>>;

/**
 * Runs jobs. Each has an id chosen here, so that a job whose answer is lost is found again and not run twice. Temporary errors (rate
 * limits, 5xx, transaction conflicts) are retried with growing pauses, a limited number of times.
 */
export class Jobs {
  private readonly session = randomBytes(6).toString('hex');
  private count = 0;
  /** Cancels the job that runs, once it is aborted. */
  private readonly running = new Set<() => void>();
  private stopped = false;

  constructor(
    readonly client: Client,
    readonly settings: JobSettings,
  ) {}

  /** One request, retried after temporary errors. Errors: as the client throws them. */
  async request<T>(request: Request): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.once<T>(request);
      } catch (error) {
        if (!failureOf(error).passing || tried >= TRIES) throw error;
        await pause(tried);
      }
    }
  }

  private once<T>(request: Request): Promise<T> {
    return new Promise((resolve, reject) => {
      this.client.request(request as never, (error: unknown, body: unknown) =>
        error ? reject(error) : resolve(body as T),
      );
    });
  }

  /** Runs a job until it is done; after a temporary error it is started again under another id. */
  run(configuration: Configuration, { keep = false }: { readonly keep?: boolean } = {}): Promise<Job> {
    return this.tried((jobId) => this.done(jobId, configuration, keep));
  }

  /** The same for a job that may safely run twice. @param begin starts it under an id */
  again(begin: (jobId: string) => Promise<Job>): Promise<Job> {
    return this.tried(async (jobId) => {
      for (let tried = 1; ; tried++) {
        try {
          return await this.waited(await begin(`${jobId}_${tried}`));
        } catch (error) {
          if (!failureOf(error).passing || tried >= TRIES) throw bigqueryError(this.settings.location, error);
          await pause(tried);
        }
      }
    });
  }

  private async tried(run: (jobId: string) => Promise<Job>): Promise<Job> {
    const base = `nba_props_${this.session}_${++this.count}`;
    for (let tried = 1; ; tried++) {
      const job = await run(`${base}_${tried}`);
      const failed = job.status.errorResult;
      if (failed === undefined) return job;
      if (!isPassing(failed) || tried >= TRIES) throw serviceError(this.settings.location, failed, null);
      await pause(tried);
    }
  }

  /** Bytes that a query would read; NULL if the service does not say. */
  async bytesOf(query: object): Promise<number | null> {
    const { project: projectId, region: location } = this.settings;
    const jobReference = { projectId, ...(location === undefined ? {} : { location }) };
    const json = { jobReference, configuration: { dryRun: true, query } };
    try {
      const job = await this.request<Job>({ method: 'POST', uri: '/jobs', json });
      const failed = job.status.errorResult;
      if (failed !== undefined) throw serviceError(this.settings.location, failed, null);
      const bytes = job.statistics?.totalBytesProcessed ?? job.statistics?.query?.totalBytesProcessed;
      return bytes === undefined ? null : Number(bytes);
    } catch (error) {
      throw bigqueryError(this.settings.location, error);
    }
  }

  /** Cancels running jobs, except commits. @param forGood no further job may start */
  interrupt(forGood: boolean): void {
    this.stopped = forGood;
    for (const stop of this.running) stop();
  }

  /** @param keep the job is a commit and is not cancelled by an interrupt */
  private async done(jobId: string, configuration: Configuration, keep: boolean): Promise<Job> {
    if (this.stopped) throw interrupted(true);
    let interrupt: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      interrupt = () => reject(interrupted(this.stopped));
    });
    aborted.catch(() => undefined);
    const stop = () => {
      interrupt();
      void this.once({ method: 'POST', uri: `/jobs/${jobId}/cancel`, qs: this.where() }).catch(() => undefined);
    };
    if (!keep) this.running.add(stop);
    try {
      return await Promise.race([this.inserted(jobId, configuration).then((job) => this.waited(job)), aborted]);
    } catch (error) {
      throw bigqueryError(this.settings.location, error);
    } finally {
      this.running.delete(stop);
    }
  }

  /** Starts a job exactly once: if the answer is lost, the job is looked up by its id. */
  private async inserted(jobId: string, configuration: Configuration): Promise<Job> {
    const { project: projectId, region: location } = this.settings;
    const jobReference = { jobId, projectId, ...(location === undefined ? {} : { location }) };
    for (let tried = 1; ; tried++) {
      try {
        return await this.once<Job>({
          method: 'POST',
          uri: '/jobs',
          json: { jobReference, configuration: { labels: { tool: 'nba-props' }, ...configuration } },
        });
      } catch (error) {
        const { status, passing, lost } = failureOf(error);
        if (status !== 409 && !passing) throw error;
        if (status === 409 || lost) {
          const found = await this.find(jobId);
          if (found !== null) return found;
        }
        if (tried >= TRIES) throw error;
        await pause(tried);
      }
    }
  }

  /** The job with that id; null if there is none. */
  async find(jobId: string): Promise<Job | null> {
    try {
      return await this.request<Job>({ uri: `/jobs/${jobId}`, qs: this.where() });
    } catch (error) {
      if (failureOf(error).status === 404) return null;
      throw error;
    }
  }

  private async waited(job: Job): Promise<Job> {
    let now = job;
    for (let ms = 50; now.status.state !== 'DONE'; ms = Math.min(ms * 1.5, 2000)) {
      await sleep(ms);
      now = await this.request<Job>({ uri: `/jobs/${job.jobReference.jobId}`, qs: this.where() });
    }
    return now;
  }

  private where(): object {
    return this.settings.region === undefined ? {} : { location: this.settings.region };
  }

  /** The rows of a query that is done, page by page; at most so many. */
  async rows<T extends Row>(job: Job, most = Number.POSITIVE_INFINITY): Promise<T[]> {
    const rows: T[] = [];
    for await (const page of this.pages<T>(job, 'told', most)) rows.push(...page);
    return rows;
  }

  /** The same, a page at a time. */
  async *pages<T extends Row>(job: Job, times: Times, most = Number.POSITIVE_INFINITY): AsyncGenerator<T[]> {
    let given = 0;
    let fields: readonly Field[] = [];
    let pageToken: string | undefined;
    do {
      const page = await this.request<Page>({
        uri: `/queries/${job.jobReference.jobId}`,
        qs: {
          ...this.where(),
          maxResults: Math.min(PAGE_ROWS, most - given),
          'formatOptions.useInt64Timestamp': true,
          ...(pageToken === undefined ? {} : { pageToken }),
        },
      });
      if (page.schema !== undefined) fields = page.schema.fields;
      const rows = (page.rows ?? []).map((row) => rowOf(fields, row, times) as T);
      given += rows.length;
      yield rows;
      pageToken = page.pageToken;
    } while (pageToken !== undefined && given < most);
  }
}

interface Page {
  readonly schema?: { readonly fields: readonly Field[] };
  readonly rows?: readonly { readonly f: readonly { readonly v: unknown }[] }[];
  readonly pageToken?: string;
}

/** Waits twice as long after each attempt, with jitter so that processes do not retry in step. */
const pause = (tried: number) =>
  sleep(Math.min(FIRST_WAIT_MS * 2 ** (tried - 1), LONGEST_WAIT_MS) * (0.5 + Math.random()));
