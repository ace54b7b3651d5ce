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

/** Suffixes that follow a family name and are not part of it. */
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'v']);

/**
 * The family names in a name, normalised: the last word, and words of three letters or more between it and the first. "P.J.
 * Washington Jr." has washington, "Shai Gilgeous-Alexander" gilgeous and alexander, "Hardaway Jr., Tim" hardaway, "Nene" nene. Two
 * spellings of one man nearly always share one: given names are shortened and suffixes dropped, family names are not.
 */
export function familyNames(name: string): string[] {
  const words = firstNameFirst(name)
    .split(/[\s-]+/)
    .map(playerLookup)
    .filter((word) => word !== '');
  while (words.length > 1 && SUFFIXES.has(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1);
  if (last === undefined) return [];
  return [...new Set([...words.slice(1, -1).filter((word) => word.length >= 3), last])].sort();
}

/** "Hardaway Jr., Tim" as "Tim Hardaway Jr."; "Hardaway, Jr." stays. */
function firstNameFirst(name: string): string {
  const [family, given, ...more] = name.split(',');
  if (family === undefined || given === undefined || more.length > 0) return name;
  return given.trim() === '' || SUFFIXES.has(playerLookup(given)) ? name : `${given} ${family}`;
}

/** How alike two lookups are, 0 to 1: twice the letter pairs they share over all they have (Dice's coefficient). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = (text: string) => Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2));
  const [ofA, left] = [pairs(a), pairs(b)];
  const all = ofA.length + left.length;
  const shared = ofA.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return all === 0 ? 0 : (2 * shared) / all;
}
