import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { BackupManifest } from './backup.js';

/** A backup of a warehouse that lies beside it. */
export interface BackupBeside {
  readonly path: string;
  readonly made_at: string;
  readonly bytes: number;
}

const MANIFEST = '.backup.json';

/** Whole backups of a warehouse in its folder and in the folder `backups` there, the newest first. */
export function backupsBeside(location: string): BackupBeside[] {
  const folder = dirname(resolve(location));
  const found = [folder, join(folder, 'backups')].filter(existsSync).flatMap((place) =>
    readdirSync(place)
      .filter((name) => name.endsWith(MANIFEST))
      .flatMap((name) => backupAt(join(place, basename(name, MANIFEST)), resolve(location))),
  );
  return found.sort((a, b) => (a.made_at < b.made_at ? 1 : -1));
}

function backupAt(path: string, of: string): BackupBeside[] {
  const manifest = manifestAt(`${path}${MANIFEST}`);
  if (manifest === null || resolve(manifest.of) !== of || !existsSync(path)) return [];
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  return [{ path, made_at: manifest.made_at, bytes }];
}

/** NULL for what is no manifest of a backup: other programs write such names, too. */
function manifestAt(path: string): BackupManifest | null {
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Partial<BackupManifest> | null;
    const whole = manifest?.of !== undefined && manifest.made_at !== undefined && manifest.files !== undefined;
    return whole ? (manifest as BackupManifest) : null;
  } catch {
    return null;
  }
}
