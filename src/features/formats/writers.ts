import type { ExportFormat, FormatWriter } from './format.js';

/** The writer of a format. The Arrow library is loaded only for Arrow. */
export async function writerOf(format: ExportFormat): Promise<FormatWriter> {
  if (format === 'arrow') return (await import('./arrow.js')).writeArrow;
  return (await import('./engine-file.js')).engineWriter(format);
}
