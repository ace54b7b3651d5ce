/** A file made of a valid one, and what has to come of it. */
export interface Mutation {
  readonly name: string;
  readonly bytes: Buffer;
  /**
   * Lines of the valid file (the header is 1) whose rows have to be stored as they were, unless the file is refused by name; NULL
   * where nothing can be said of single lines.
   */
  readonly untouched: ReadonlySet<number> | null;
  /** Nothing was taken out: where fewer rows are stored, lines or the file were refused. */
  readonly tellsLoss: boolean;
}

/** Values that a cell or a leaf is replaced by. */
export const BAD_VALUES: readonly string[] = [
  ...['1e400', '99999999999999999999999', '-1', 'NaN', 'Infinity', '0x10', '٣', '1,5', '9999-12-31', '0000-00-00'],
  ...['2023-02-30', '31/12/2023', '1/2/3', '2023-10-24T25:61:00Z', '2023-10-24T10:00:00+99:00', '=1+1', '\u001b[31m'],
  ...["'; DROP TABLE x; --", ' ', '\u200b', 'null', 'true', '-0', '1.0000000000000001', '00022300001', 'é'.repeat(300)],
];
