import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What goes wrong with one request. */
export type Fault =
  | 'rate limit'
  | 'quota of a moment'
  | 'internal error'
  | 'unavailable'
  /** The connection ends before the service hears anything. */
  | 'lost before'
  /** The service did it, and its answer is lost. */
  | 'lost after'
  /** The answer ends in the middle. */
  | 'half'
  | 'slow'
  /** The job is told to run still, and is done when it is asked for. */
  | 'pending'
  /** Another transaction was quicker: nothing of the job was done. */
  | 'conflict';

export const FAULTS: readonly Fault[] = [
  'rate limit',
  'quota of a moment',
  'internal error',
  'unavailable',
  'lost before',
  'lost after',
  'half',
  'slow',
  'pending',
  'conflict',
];

const STATUS: Readonly<Partial<Record<Fault, readonly [number, string]>>> = {
  'rate limit': [429, 'rateLimitExceeded'],
  'quota of a moment': [403, 'rateLimitExceeded'],
  'internal error': [500, 'internalError'],
  unavailable: [503, 'backendError'],
};

interface Seen {
  readonly method: string;
  readonly path: string;
  /** The SQL of a job that begins. */
  readonly sql: string | null;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Stands before the emulator and lets requests fail as `choose` says. What the emulator leaves out it adds: a job id that
 * was accepted is refused with 409 the second time, and a job that failed can be asked for.
 */
export class FaultyService {
  private readonly server: Server;
  private readonly jobs = new Map<string, string>();
  readonly count = new Map<Fault, number>();
  /** Transactions that the service has committed. */
  readonly committed: string[] = [];
  private inHand = 0;
  choose: (request: Seen) => Fault | null = () => null;

  private constructor(private readonly target: string) {
    this.server = createServer((request, response) => {
      this.inHand += 1;
      void this.serve(request, response)
        .catch(() => response.destroy())
        .finally(() => {
          this.inHand -= 1;
        });
    });
  }

  static async before(target: string): Promise<FaultyService> {
    const proxy = new FaultyService(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /**
   * Waits until no request is being answered and no connection is open. A killed process may have left a request that has not been
   * read yet, or a connection that has not been accepted yet; checking twice, 25 ms apart, gives both the time to show.
   */
  async quiet(): Promise<void> {
    const openConnections = promisify(this.server.getConnections.bind(this.server));
    for (let times = 0; times < 2; ) {
      await sleep(25);
      const connections = await openConnections();
      times = this.inHand === 0 && connections === 0 ? times + 1 : 0;
    }
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const begins = request.method === 'POST' && /\/v2\/projects\/\w+\/jobs(\?|$)/.test(request.url ?? '');
    const job = begins ? (JSON.parse(body.toString()) as Begun) : null;
    const path = (request.url ?? '').replace(/\?.*/, '');
    const fault = this.choose({ method: request.method ?? '', path, sql: job?.configuration?.query?.query ?? null });
    if (fault !== null) this.count.set(fault, (this.count.get(fault) ?? 0) + 1);
    const refusal = fault === null ? undefined : STATUS[fault];
    if (refusal !== undefined) return send(response, errorOf(...refusal));
    if (fault === 'lost before') return void response.destroy();
    if (fault === 'slow') await sleep(300);
    const answer = await this.answer(request, body, job?.jobReference?.jobId ?? null, fault === 'conflict');
    if (fault === 'lost after') return void response.destroy();
    if (fault === 'half') {
      response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': answer.body.length });
      response.write(answer.body.slice(0, answer.body.length / 2));
      return void setTimeout(() => response.destroy(), 10);
    }
    if (fault === 'pending' && job !== null && answer.status === 200) {
      const told = JSON.parse(answer.body) as object;
      return send(response, { status: 200, body: JSON.stringify({ ...told, status: { state: 'RUNNING' } }) });
    }
    send(response, answer);
  }

  private async answer(
    request: IncomingMessage,
    body: Buffer,
    jobId: string | null,
    conflict: boolean,
  ): Promise<Answer> {
    const asked = request.method === 'GET' ? /\/jobs\/([\w-]+)/.exec(request.url ?? '')?.[1] : undefined;
    const known = asked === undefined ? undefined : this.jobs.get(asked);
    if (known !== undefined) return { status: 200, body: known };
    if (jobId !== null && this.jobs.has(jobId)) return errorOf(409, 'duplicate');
    const answer = conflict && jobId !== null ? conflictOf(jobId) : await this.forward(request, body);
    const script = body.toString();
    if (script.includes('COMMIT TRANSACTION') && answer.status === 200 && !answer.body.includes('"errorResult"'))
      this.committed.push(script);
    if (jobId !== null && answer.status === 200) this.jobs.set(jobId, answer.body);
    return answer;
  }

  private async forward(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const type = request.headers['content-type'];
    const answer = await fetch(`${this.target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { connection: 'close', ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    return { status: answer.status, body: await answer.text() };
  }
}

interface Begun {
  readonly jobReference?: { readonly jobId?: string };
  readonly configuration?: { readonly query?: { readonly query?: string } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}

const errorOf = (code: number, reason: string): Answer => ({
  status: code,
  body: JSON.stringify({ error: { code, message: reason, errors: [{ domain: 'global', reason, message: reason }] } }),
});

const conflictOf = (jobId: string): Answer => {
  const errorResult = {
    reason: 'invalidQuery',
    message: 'Transaction is aborted due to concurrent update against table t.',
  };
  const status = { state: 'DONE', errorResult, errors: [errorResult] };
  return { status: 200, body: JSON.stringify({ jobReference: { projectId: 'test', jobId }, status }) };
};
