import { basename } from 'node:path';
import type { Effects } from '../../../effects.js';
import type { IngestOptions } from '../../../raw/ingest.js';
import { bar, StatusLine } from './status-line.js';
import { counted } from './table.js';
import { visible } from './visible.js';

/** Shows on stderr which file is read and, on a terminal, for how long; a line stays of each file. `--quiet` shows nothing. */
export function fileProgress(
  effects: Effects,
  quiet: boolean,
): Required<Pick<IngestOptions, 'onBegin' | 'onFile'>> & { end(): void } {
  const nothing = () => undefined;
  if (quiet) return { onBegin: nothing, onFile: nothing, end: nothing };
  const status = new StatusLine(effects);
  return {
    onBegin(path, place, of) {
      const startedAt = effects.now().getTime();
      status.show(() => {
        const seconds = Math.round((effects.now().getTime() - startedAt) / 1000);
        return `${bar(place / of)} file ${place + 1}/${of} ${visible(basename(path), 'one line')}, ${seconds} s`;
      });
    },
    onFile: (file) =>
      status.line(visible(`${file.status.padEnd(9)} ${file.path} (${counted(file.rows, 'row')})`, 'one line')),
    end: () => status.end(),
  };
}
