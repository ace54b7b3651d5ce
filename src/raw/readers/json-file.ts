import type { Warehouse } from '../../warehouse/warehouse.js';
import type { BrokenLine } from './csv-file.js';
import type { FileShape } from './shape.js';
import { brokenFile } from './text-stream.js';

export async function jsonShape(path: string, _head: string): Promise<FileShape> {
  throw brokenFile(path, 'is JSON, which is not read yet');
}

export async function stageRecords(
  _warehouse: Warehouse,
  _path: string,
  _shape: FileShape,
  _table: string,
): Promise<readonly BrokenLine[]> {
  return [];
}
