/** A file in an archive, as its kind of archive tells of it. */
export interface Member {
  /** Its path in the archive. */
  readonly name: string;
  /** Why the member is not read (a link, encrypted, ...); NULL for a plain file. */
  readonly refused: string | null;
  /** Whether bytes of it that cannot be read say nothing of the others. */
  readonly isApart: boolean;
  /** Its bytes; asked for at most once, before the next member. */
  content(): Promise<AsyncIterable<Uint8Array>>;
}

/** Whether a path in an archive would lead out of the folder it is unpacked into. */
export const leadsOut = (name: string): boolean =>
  /^([\\/]|[a-z]:)/i.test(name) || name.split(/[\\/]/).some((part) => part === '..');
