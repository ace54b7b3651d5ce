import { request } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface Answer {
  /** HTTP status; 0 if the connection closed before an answer came. */
  readonly status: number;
  readonly text: string;
}

export interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const LONGEST_MS = 120_000;

/** A request as given, byte for byte. A stream is left after its first piece. */
export function ask(port: number, { path, method = 'GET', headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((done) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { host: `127.0.0.1:${port}`, ...headers },
        timeout: LONGEST_MS,
        agent: false,
      },
      (response) => {
        const status = response.statusCode ?? 0;
        const isStream = response.headers['content-type']?.includes('event-stream') === true;
        const chunks: Buffer[] = [];
        const end = () => done({ status, text: Buffer.concat(chunks).toString('utf8') });
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (!isStream) return;
          end();
          call.destroy();
        });
        response.on('end', end);
      },
    );
    call.on('timeout', () => call.destroy());
    call.on('error', () => done({ status: 0, text: '' }));
    call.end(body);
  });
}

/** Opens a connection, writes the text and leaves it open. */
export function leaveOpen(port: number, text: string): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text);
      done(socket);
    });
    socket.on('error', fail);
  });
}
