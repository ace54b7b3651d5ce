import { existsSync } from 'node:fs';

/** The system's Chromium; null where there is none. CHROMIUM names another. */
export function chromiumPath(): string | null {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((path) => path !== undefined && existsSync(path)) ?? null;
}
