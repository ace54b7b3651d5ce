import { describe, expect, it } from 'vitest';
import { ARENAS, arenaByName, arenaFor, isNeutralSite } from '../../src/domain/arenas.js';
import { utcOffsetMinutes } from '../../src/domain/dates.js';
import { seasonLabel } from '../../src/domain/seasons.js';
import { TEAMS } from '../../src/domain/teams.js';

describe('arenas', () => {
  it('every team has exactly one home in every season from 2012-13 to 2025-26', () => {
    for (const { abbr } of TEAMS) {
      for (let year = 2012; year <= 2025; year++) {
        const homes = ARENAS.filter((a) =>
          a.tenants.some((t) => t.team === abbr && t.from <= year && year <= (t.to ?? year)),
        );
        expect(
          homes.map((a) => a.name),
          `${abbr} ${year}`,
        ).toHaveLength(1);
        expect(arenaFor(abbr, seasonLabel(year))).toBe(homes[0]);
      }
    }
  });

  it('no name means two buildings, and every place and zone is real', () => {
    for (const arena of ARENAS) {
      for (const name of [arena.name, ...arena.aliases]) expect(arenaByName(name), name).toBe(arena);
      expect(Math.abs(arena.latitude)).toBeLessThan(61);
      expect(Math.abs(arena.longitude)).toBeLessThan(180);
      // Within three hours of solar time: a wrong zone or a lost minus sign shows.
      const solar = arena.longitude * 4;
      expect(Math.abs(utcOffsetMinutes(arena.time_zone, '2022-01-15') - solar), arena.name).toBeLessThan(90);
    }
  });

  it.each([
    ['SAC', '2015-16', 'Sleep Train Arena'],
    ['SAC', '2016-17', 'Golden 1 Center'],
    ['DET', '2016-17', 'The Palace of Auburn Hills'],
    ['DET', '2017-18', 'Little Caesars Arena'],
    ['GSW', '2018-19', 'Oakland Arena'],
    ['GSW', '2019-20', 'Chase Center'],
    ['MIL', '2017-18', 'Bradley Center'],
    ['MIL', '2018-19', 'Fiserv Forum'],
    ['LAC', '2023-24', 'Crypto.com Arena'],
    ['LAC', '2024-25', 'Intuit Dome'],
    ['LAL', '2024-25', 'Crypto.com Arena'],
    ['TOR', '2019-20', 'Scotiabank Arena'],
    ['TOR', '2020-21', 'Benchmark International Arena'],
    ['TOR', '2021-22', 'Scotiabank Arena'],
    ['BKN', '2011-12', 'Prudential Center'],
    ['BKN', '2012-13', 'Barclays Center'],
  ])('%s in %s plays at %s', (team, season, name) => expect(arenaFor(team, season)?.name).toBe(name));

  it.each([
    ['STAPLES Center', 'Crypto.com Arena'],
    ['AmericanAirlines Arena', 'Kaseya Center'],
    ['American Airlines Arena', 'Kaseya Center'],
    ['FTX Arena', 'Kaseya Center'],
    ['American Airlines Center', 'American Airlines Center'],
    ['Talking Stick Resort Arena', 'Mortgage Matchup Center'],
    ['Phoenix Suns Arena', 'Mortgage Matchup Center'],
    ['Vivint Smart Home Arena', 'Delta Center'],
    ['Rocket Mortgage FieldHouse', 'Rocket Arena'],
    ['Amway Center', 'Kia Center'],
    ['Amalie Arena', 'Benchmark International Arena'],
  ])('%s is %s under its present name', (name, present) => expect(arenaByName(name)?.name).toBe(present));

  it('a known name goes before the home of the season, an unknown one falls back to it', () => {
    expect(arenaFor('SAS', '2024-25', 'Accor Arena')?.city).toBe('Paris');
    expect(arenaFor('SAS', '2024-25', 'Moody Center')?.city).toBe('Austin');
    expect(arenaFor('LAL', '2019-20', 'AdventHealth Arena')?.city).toBe('Lake Buena Vista');
    expect(arenaFor('SAS', '2024-25', 'TBD')?.city).toBe('San Antonio');
    expect(arenaFor('SAS', '2024-25', null)?.city).toBe('San Antonio');
    expect(arenaFor('', '2024-25', 'T-Mobile Arena')?.city).toBe('Las Vegas');
    expect(arenaFor('', '2024-25', 'TBD')).toBeNull();
    expect(arenaFor('XXX', '2024-25')).toBeNull();
  });

  it('on neutral ground an unknown arena is unknown: the home arena is the one place it is not', () => {
    expect(arenaFor('ORL', '2025-26', 'An Arena Abroad', true)).toBeNull();
    expect(arenaFor('ORL', '2025-26', null, true)).toBeNull();
    expect(arenaFor('SAS', '2024-25', 'Accor Arena', true)?.city).toBe('Paris');
  });
});

describe('neutral ground', () => {
  it('is where the schedule says so, or an arena outside the home region', () => {
    expect(isNeutralSite('DET', '2022-23', 'Accor Arena', false)).toBe(true);
    expect(isNeutralSite('MIA', '2022-23', 'Mexico City Arena', false)).toBe(true);
    expect(isNeutralSite('LAL', '2023-24', 'T-Mobile Arena', false)).toBe(true);
    expect(isNeutralSite('LAL', '2023-24', null, true)).toBe(true);
  });

  it('is not the own arena, another hall of the region, or a name nobody knows', () => {
    expect(isNeutralSite('LAL', '2023-24', 'Crypto.com Arena', false)).toBe(false);
    expect(isNeutralSite('SAS', '2022-23', 'Moody Center', false)).toBe(false);
    expect(isNeutralSite('SAS', '2022-23', 'Alamodome', false)).toBe(false);
    expect(isNeutralSite('LAL', '2023-24', 'TBD', false)).toBe(false);
    expect(isNeutralSite('LAL', '2023-24', null, false)).toBe(false);
  });
});
