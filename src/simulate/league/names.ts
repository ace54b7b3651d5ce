import type { Rng } from '../rng.js';

/** Invented people: no list of real players is used. The odd letters are those that name normalisation must survive. */
const FIRST = (
  'Aaron Adrian Alec Andre Anton Ash Beau Blake Bram Brice Caleb Cedric Chet Clint Cole Corey Damon Dante Darnell Darius ' +
  'Dax Deon Desmond Devin Dorian Drew Eli Elias Emeka Enzo Ezra Felix Flynn Gabe Garrett Gideon Goran Grant Hank Hollis ' +
  'Ike Isaiah Ivan Jabari Jace Jamal Jarvis Javon Jonah Josh Jules Kaden Keon Kirk Kofi Kyle Lamar Lance Leon Levi Luka ' +
  'Malik Marcus Mason Mateo Micah Milo Moses Nate Nico Noel Omari Omar Otis Owen Parker Paxton Quentin Rashad Reed Reggie ' +
  'Remy Rico Roman Rory Sam Silas Simon Solomon Terrell Theo Tobias Trey Tyrell Vince Wade Wes Xavier Yannick Zach Zeke ' +
  "De'Shaun Ja'Kobe D.J. T.J. C.J. J.R. Timothé André José Matěj Žiga Jørgen Łukasz Émile"
).split(' ');
const HEADS = (
  'Ab Ald Ar Bal Bar Bel Ber Bran Bur Cal Car Ced Chan Clar Col Cor Dal Dar Del Dor Dun Ed Ell Em Er Fal Far Fen Fer Gal ' +
  'Gar Gil Gor Hal Har Haw Hol Hun Jar Jor Kel Ken Kes Lan Lar Lin Lor Mal Mar Mel Mer Mon Nor Oak Or Pal Pem Per Por ' +
  'Quin Rad Ran Ros Row Sal San Sel Shel Stan Sut Tar Tel Thor Til Tor Tur Ul Van Vel Wal War Wes Whit Win Wol Yar Zel'
).split(' ');
const TAILS = (
  'bourne brook by combe cott croft dale den dell don ett field ford gate ham hurst kins land leigh ler ley lock low man ' +
  'mere mond mont more nell ridge sett shaw son stead ston tham ton vale wald ward way well wick win wood worth wyn'
).split(' ');
const FOREIGN = (
  'Đurakov Łukowiak Ødegren Yıldırsoy Großweil Petrœuf Þorvald Šarovec Nuñezar Žukanov Brœkman Ćosarić Håkonsund Çelikgör ' +
  "Kovačar Jørstad Sæthren Ibáñezon Güneşli Vučelić Škrinjac Ramírezal O'Dunmore McCallen DeWinthal Saint-Morel Ait-Belkan " +
  'Nwakoro Okonjeze Diabakaté Mbengué Tchaloua Xiongwei Tanakari'
).split(' ');
const SUFFIXES = ['Jr.', 'Jr.', 'Jr.', 'II', 'III', 'III', 'IV', 'Sr.'] as const;

export interface PersonName {
  readonly first: string;
  /** With suffix, as descriptions print it ("Pemwick Jr."). */
  readonly last: string;
}

/** Hands out names, each once. */
export class NameBook {
  private readonly used = new Set<string>();

  constructor(private readonly rng: Rng) {}

  next(): PersonName {
    for (;;) {
      const root = this.rng.chance(0.09) ? this.rng.pick(FOREIGN) : `${this.rng.pick(HEADS)}${this.rng.pick(TAILS)}`;
      const last = this.rng.chance(0.06) ? `${root} ${this.rng.pick(SUFFIXES)}` : root;
      const name = { first: this.rng.pick(FIRST), last };
      const full = fullName(name);
      if (this.used.has(full)) continue;
      this.used.add(full);
      return name;
    }
  }
}

function fullName(name: PersonName): string {
  return `${name.first} ${name.last}`;
}

const WHOLE: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  Þ: 'Th',
};

/** Event descriptions are printed without diacritics while the name columns keep them. */
export function plainText(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[øØđĐłŁıßæœþÞ]/g, (letter) => WHOLE[letter] ?? letter);
}
