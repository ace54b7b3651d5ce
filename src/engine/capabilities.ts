import { PlatformError } from '../errors.js';

/** What engines differ in beyond the words of their SQL. Callers ask for these, never for the engine's name. */
export interface Capabilities {
  /** Statements read and write files of this machine: ingest stages text files, exports write Parquet and CSV. */
  readonly localFiles: boolean;
  /** A scratch copy of the tables can stand beside them and be used under their own names: the leakage audit needs it. */
  readonly scratch: boolean;
}

const NEEDED_FOR: Readonly<Record<keyof Capabilities, string>> = {
  localFiles: 'read or write files of this machine',
  scratch: 'work on a scratch copy of the tables',
};

/** Error: ENGINE_LACKS, when the engine of a warehouse cannot do what is asked for. */
export function requireCapability(
  warehouse: { readonly capabilities: Capabilities; readonly location: string },
  capability: keyof Capabilities,
): void {
  if (warehouse.capabilities[capability]) return;
  throw new PlatformError(
    'ENGINE_LACKS',
    `The engine of ${warehouse.location} cannot ${NEEDED_FOR[capability]}.`,
    'Use a warehouse of another engine for this command.',
  );
}
