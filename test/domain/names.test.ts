import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playerLookup } from '../../src/domain/names.js';

describe('playerLookup', () => {
  it.each([
    ['Luka Dončić', 'lukadoncic'],
    ['Nikola Jokić', 'nikolajokic'],
    ['Alperen Şengün', 'alperensengun'],
    ['Kristaps Porziņģis', 'kristapsporzingis'],
    ['Jrue Holiday', 'jrueholiday'],
    ['Tim Hardaway Jr.', 'timhardawayjr'],
    ['Tim Hardaway', 'timhardaway'],
    ['Robert Williams III', 'robertwilliamsiii'],
    ['Ömer Aşık', 'omerasik'],
    ['Bogdan Bogdanović', 'bogdanbogdanovic'],
    ['O.G. Anunoby', 'oganunoby'],
    ["De'Aaron Fox", 'deaaronfox'],
    ['De’Aaron Fox', 'deaaronfox'],
    ['Karl-Anthony Towns', 'karlanthonytowns'],
    ['Nikola Đurišić', 'nikoladurisic'],
    ['Łukasz', 'lukasz'],
    ['Þór Þorlákshöfn', 'thorthorlakshofn'],
    ['Ægir', 'aegir'],
    ['Œuvre', 'oeuvre'],
    ['Groß', 'gross'],
    ['GROẞ', 'gross'],
    ['Søren Ørsted', 'sorenorsted'],
    ['Guðmundur', 'gudmundur'],
    ['İlkan Karaman', 'ilkankaraman'],
    ['Jokic\u0301', 'jokic'],
    ['', ''],
  ])('%s is %s', (name, lookup) => expect(playerLookup(name)).toBe(lookup));

  it('keeps only a-z and 0-9, and is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const lookup = playerLookup(name);
        expect(lookup).toMatch(/^[a-z0-9]*$/);
        expect(playerLookup(lookup)).toBe(lookup);
      }),
    );
  });

  it('does not depend on how accents are encoded or on case', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ČćŞşÖöĐđŁłıßÆæŒœÞþÐðéñü .-'JrI1") }), (name) => {
        expect(playerLookup(name.normalize('NFD'))).toBe(playerLookup(name.normalize('NFC')));
        expect(playerLookup(name.toLowerCase())).toBe(playerLookup(name));
      }),
    );
  });
});
