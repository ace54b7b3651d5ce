import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

interface StaticFile {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly type: string;
}

/**
 * The built page, listed once at start: a request can only name a file of that list, so no path from outside ever reaches
 * the file system.
 */
export class StaticFiles {
  private readonly files = new Map<string, StaticFile>();

  constructor(folder: string) {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const type = TYPES[extname(entry.name)];
      if (!entry.isFile() || type === undefined) continue;
      const url = `/${relative(folder, path).split(sep).join('/')}`;
      this.files.set(url, { bytes: Buffer.from(readFileSync(path)), type });
    }
  }

  get isBuilt(): boolean {
    return this.files.has('/index.html');
  }

  /** A file of the page; for any address without a dot, the page itself (its views are addresses). */
  respond(c: Context): Response {
    const file = this.files.get(c.req.path);
    if (file !== undefined && c.req.path !== '/index.html') {
      // Assets carry a hash of their content in their name.
      return this.send(c, file, c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    }
    const page = this.files.get('/index.html');
    const isView = !c.req.path.slice(c.req.path.lastIndexOf('/')).includes('.') && !c.req.path.includes('%');
    if (page !== undefined && (isView || c.req.path === '/index.html')) return this.send(c, page, 'no-cache');
    return c.text('Not found', 404);
  }

  private send(c: Context, file: StaticFile, cacheControl: string): Response {
    c.header('content-type', file.type);
    c.header('cache-control', cacheControl);
    return c.body(file.bytes);
  }
}
