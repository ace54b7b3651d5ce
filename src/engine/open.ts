import type { WarehouseHandle, WarehouseSettings } from './engine.js';
import { ENGINES, type EngineName, engineOf } from './engines.js';
import type { Warehouse } from './warehouse.js';

/** A warehouse of the engine named, opened or not. The only way to an engine from outside this folder. */
export async function warehouseAt(
  settings: WarehouseSettings,
  engineName: EngineName = engineOf(settings.location),
): Promise<WarehouseHandle> {
  const engine = await ENGINES[engineName]();
  return engine.at(settings);
}

/** Opens a warehouse for what needs neither lock nor schema: measurements and tests. */
export async function openWarehouse(
  settings: WarehouseSettings & { readonly readOnly?: boolean },
  engineName: EngineName = engineOf(settings.location),
): Promise<Warehouse> {
  const handle = await warehouseAt(settings, engineName);
  if (settings.readOnly === true) return handle.openToRead();
  return handle.openToWrite(false, { signal: new AbortController().signal, stderr: () => undefined });
}
