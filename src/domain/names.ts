/** Letters that Unicode NFKD leaves whole. The specification lists all but eth, which joins thorn. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
};

/**
 * `player_lookup` of a name, to join sources that have only names: NFKD, letters it leaves whole mapped by hand, lower
 * case, only a-z and 0-9 kept. Suffixes stay ("Tim Hardaway Jr." -> timhardawayjr) and nothing else is removed, so that
 * father and son, and Jrue Holiday, keep their own lookups.
 *
 * Names are normalised here, at ingest, and nowhere else: there is no SQL form, because the engines' own normalisers
 * (NORMALIZE in BigQuery, strip_accents in DuckDB) disagree on exactly the letters that matter.
 */
export function playerLookup(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[øđłıßæœþð]/g, (letter) => WHOLE_LETTERS[letter] ?? '')
    .replace(/[^a-z0-9]/g, '');
}
