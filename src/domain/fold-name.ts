/** Key of a team or arena name whatever its case, accents and punctuation: 'L.A. Lakers' -> 'lalakers'. Not for players. */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
