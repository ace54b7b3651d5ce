/** Normalised form of a column name: lower case, runs of anything but letters and digits as one underscore. */
export function normalColumn(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
