import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

export interface SecurityOptions {
  /** Secret of the printed URL. */
  readonly token: string;
  /** Host headers that name this server: host:port. Anything else may be a rebound DNS name. */
  readonly hosts: ReadonlySet<string>;
  /** Reads need the token too: the server listens beyond this machine. */
  readonly tokenForReads: boolean;
}

export const TOKEN_HEADER = 'x-nba-props-token';

export const newToken = (): string => randomBytes(24).toString('base64url');

/** Scripts and styles only from our own files: nothing inline, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Compares without telling by its duration how much was right. */
export function tokenMatches(given: string | undefined, token: string): boolean {
  if (given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

/**
 * Every request: the Host must be ours (a page of another name that resolves here is refused), the Origin, where the
 * browser sends one, must be the same, and requests the browser marks as from elsewhere are refused. Changing requests
 * need the token. There are no cookies, so no other page can borrow a session.
 */
export function guard(options: SecurityOptions): MiddlewareHandler {
  return async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    const host = c.req.header('host')?.toLowerCase();
    if (host === undefined || !options.hosts.has(host)) return refuse(c, 'WRONG_HOST', 'Open the printed URL.');
    const origin = c.req.header('origin');
    if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) {
      return refuse(c, 'CROSS_ORIGIN', 'Open the printed URL.');
    }
    const site = c.req.header('sec-fetch-site');
    const isApi = c.req.path.startsWith('/api/') || c.req.path === '/metrics';
    if (isApi && site !== undefined && site !== 'same-origin' && site !== 'none') {
      return refuse(c, 'CROSS_ORIGIN', 'Open the printed URL.');
    }
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    const needsToken = isApi && (!reads || options.tokenForReads);
    if (needsToken && !tokenMatches(c.req.header(TOKEN_HEADER) ?? bearerOf(c), options.token)) {
      return refuse(c, 'TOKEN_NEEDED', 'Open the URL that "nba-props ui" printed: it carries the token.');
    }
    return next();
  };
}

/** Prometheus sends the token as a bearer token. */
const bearerOf = (c: Context): string | undefined => /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];

const WHAT = {
  WRONG_HOST: 'This host name is not served here.',
  CROSS_ORIGIN: 'Requests from other sites are refused.',
  TOKEN_NEEDED: 'This needs the token of the printed URL.',
} as const;

function refuse(c: Context, code: keyof typeof WHAT, todo: string): Response {
  return c.json({ error: { code, what: WHAT[code], todo } }, code === 'TOKEN_NEEDED' ? 401 : 403);
}
