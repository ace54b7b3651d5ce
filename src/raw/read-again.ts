import type { Warehouse } from '../engine/warehouse.js';
import type { DetectedFile } from './detect.js';
import type { KnownFile } from './files.js';
import type { RawSource } from './raw-source.js';
import { type Restored, restoreFile } from './restore-file.js';
import { stageFile } from './stage.js';
import { dropStoreTables } from './store/loading.js';
import { dropTyped } from './type-rows.js';
import { onRawTables } from './workbench.js';

/** Reads a file again of which rows were lost or altered. @param file where its content is now */
export const readAgain = (warehouse: Warehouse, known: KnownFile, file: DetectedFile): Promise<Restored> =>
  onRawTables(warehouse, (local) => readHere(local, known, file));

async function readHere(warehouse: Warehouse, known: KnownFile, file: DetectedFile): Promise<Restored> {
  const { path, at, shape, source } = file;
  const text = await stageFile(warehouse, at, shape, source);
  try {
    return await restoreFile(warehouse, known, path, { source, text, sourceTime: shape.time });
  } finally {
    await text.close();
    await dropTemporary(warehouse, source);
  }
}

/** Frees what the reading of a file left behind. */
export async function dropTemporary(warehouse: Warehouse, source: RawSource): Promise<void> {
  await dropTyped(warehouse, source);
  await dropStoreTables(warehouse);
}
