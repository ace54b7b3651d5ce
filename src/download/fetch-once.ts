/** A failure that may be gone in a moment: no answer, a broken one, too many requests, an error of the server. */
export class Passing extends Error {
  constructor(
    message: string,
    /** How long the server asked to wait. */
    readonly waitMs = 0,
  ) {
    super(message);
  }
}

/** An answer that will be the same next time: forbidden, not there, not what was asked for. */
export class Refused extends Error {}

/** A host that counts credits has none left for this key. */
export class NoCredits extends Refused {}

export interface Answer {
  readonly bytes: Uint8Array;
  readonly document: unknown;
  /** What the call cost and what is left, where the host counts credits. */
  readonly credits: { readonly spent: number; readonly left: number } | null;
}

export interface Call {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** No document of a season is a tenth of this. */
const LARGEST = 256 * 1024 * 1024;

/** One request for a JSON document. Errors: Passing, Refused; the signal's own when it is aborted. */
export async function fetchOnce({ url, headers, timeoutMs, signal }: Call): Promise<Answer> {
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await fetch(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
    if (!response.ok) {
      await response.body?.cancel();
      throw refusalOf(response);
    }
    bytes = await bodyOf(response);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Passing || error instanceof Refused) throw error;
    throw new Passing(networkError(error, timeoutMs), 0);
  }
  return { bytes, document: parsed(bytes), credits: creditsOf(response.headers) };
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > LARGEST) throw new Refused(`the answer is larger than ${LARGEST} bytes`);
    parts.push(part);
  }
  if (size === 0) throw new Passing('the answer is empty');
  return Buffer.concat(parts);
}

function refusalOf({ status, headers }: Response): Error {
  const said = `HTTP ${status}`;
  if (status === 401 && headers.get('x-requests-remaining') === '0')
    return new NoCredits(`${said}: no credits are left`);
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return new Passing(said, retryAfter(headers));
  return new Refused(status === 403 ? `${said}: the host refuses this address or these headers` : said);
}

/** Retry-After in seconds or as a date. */
function retryAfter(headers: Headers): number {
  const text = headers.get('retry-after');
  if (text === null) return 0;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : 0;
}

function parsed(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes).trim();
  // A page that says no, or asks whether one is human, comes with status 200.
  if (text.startsWith('<')) throw new Refused('the answer is a page of HTML, not JSON');
  try {
    return JSON.parse(text);
  } catch {
    throw new Passing('the answer is no whole JSON document');
  }
}

function creditsOf(headers: Headers): Answer['credits'] {
  const number = (name: string) => Number(headers.get(name) ?? Number.NaN);
  const [spent, left] = [number('x-requests-last'), number('x-requests-remaining')];
  return Number.isFinite(spent) && Number.isFinite(left) ? { spent, left } : null;
}

function networkError(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no whole answer within ${timeoutMs / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return `the connection failed${code === '' ? '' : ` (${code})`}`;
}
