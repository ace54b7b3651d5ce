import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request. */
export type Behaviour =
  | { readonly document: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: number; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Promises the whole text and hangs up after half of it. */
  | { readonly truncated: string }
  /** Sends the text byte by byte, a byte a second. */
  | { readonly slow: string }
  /** Hangs up without an answer. */
  | 'hang up';

/**
 * A server that answers each path with its behaviours in turn; the last one stays. What it was asked is kept, with the time.
 */
export class MisbehavingServer {
  readonly asked: { readonly url: string; readonly at: number; readonly headers: IncomingMessage['headers'] }[] = [];
  private readonly plans = new Map<string, Behaviour[]>();
  private server: Server | undefined;

  get base(): string {
    const address = this.server?.address() as AddressInfo | undefined;
    return `http://127.0.0.1:${address?.port}`;
  }

  on(path: string, ...behaviours: readonly Behaviour[]): this {
    this.plans.set(path, [...behaviours]);
    return this;
  }

  times(path: string): number {
    return this.asked.filter(({ url }) => url.split('?')[0] === path).length;
  }

  async start(): Promise<this> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => this.server?.close(done));
  }

  private answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    this.asked.push({ url, at: Date.now(), headers });
    const plan = this.plans.get(url.split('?')[0] ?? '');
    const behaviour = (plan !== undefined && plan.length > 1 ? plan.shift() : plan?.[0]) ?? { status: 404 };
    if (behaviour === 'hang up') response.socket?.destroy();
    else if ('document' in behaviour) {
      response.writeHead(200, { 'content-type': 'application/json', ...behaviour.headers });
      response.end(JSON.stringify(behaviour.document));
    } else if ('status' in behaviour) {
      response.writeHead(behaviour.status, behaviour.headers);
      response.end(behaviour.text ?? '');
    } else if ('truncated' in behaviour) {
      response.writeHead(200, { 'content-length': behaviour.truncated.length });
      response.write(behaviour.truncated.slice(0, behaviour.truncated.length / 2), () => response.socket?.destroy());
    } else {
      response.writeHead(200);
      const timer = setInterval(() => response.write(behaviour.slow.slice(0, 1)), 1000);
      response.on('close', () => clearInterval(timer));
    }
  }
}
