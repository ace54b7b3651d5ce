import { describe, expect, it } from 'vitest';
import { TEAMS, teamAbbr, teamByAbbr, teamById } from '../../src/domain/teams.js';

describe('teams', () => {
  it('are 30, with the ids of the league, 15 a conference, 5 a division', () => {
    expect(TEAMS.map((t) => t.team_id)).toEqual(Array.from({ length: 30 }, (_, i) => 1610612737 + i));
    expect(new Set(TEAMS.map((t) => t.abbr)).size).toBe(30);
    expect(TEAMS.filter((t) => t.conference === 'East')).toHaveLength(15);
    for (const division of new Set(TEAMS.map((t) => t.division))) {
      expect(TEAMS.filter((t) => t.division === division)).toHaveLength(5);
    }
  });

  it('are found by id and tricode', () => {
    expect(teamById(1610612749)?.full_name).toBe('Milwaukee Bucks');
    expect(teamByAbbr('PHX')?.team_id).toBe(1610612756);
    expect(teamById(1)).toBeUndefined();
    expect(teamByAbbr('PHO')).toBeUndefined();
  });

  it('are found by their own tricode, nickname and full name', () => {
    for (const team of TEAMS) {
      for (const name of [
        team.abbr,
        team.nickname,
        team.full_name,
        team.full_name.toUpperCase(),
        team.abbr.toLowerCase(),
      ]) {
        expect(teamAbbr(name), name).toBe(team.abbr);
      }
    }
  });

  it.each([
    ['BRK', 'BKN'],
    ['CHO', 'CHA'],
    ['PHO', 'PHX'],
    ['GS', 'GSW'],
    ['NY', 'NYK'],
    ['NO', 'NOP'],
    ['SA', 'SAS'],
    ['UTAH', 'UTA'],
    ['WSH', 'WAS'],
    ['LA Clippers', 'LAC'],
    ['L.A. Lakers', 'LAL'],
    ['la lakers', 'LAL'],
    ['Los Angeles Clippers', 'LAC'],
    ['GoldenState', 'GSW'],
    ['Golden State', 'GSW'],
    ['New York', 'NYK'],
    ['Oklahoma City', 'OKC'],
    ['Blazers', 'POR'],
    ['Trail Blazers', 'POR'],
    ['Portland Trail-Blazers', 'POR'],
    ['Sixers', 'PHI'],
    ['76ers', 'PHI'],
    ['Utah', 'UTA'],
    // Names of the past give today's franchise.
    ['NOH', 'NOP'],
    ['NOK', 'NOP'],
    ['New Orleans Hornets', 'NOP'],
    ['NJN', 'BKN'],
    ['New Jersey Nets', 'BKN'],
    ['SEA', 'OKC'],
    ['Seattle SuperSonics', 'OKC'],
    ['VAN', 'MEM'],
    ['Vancouver Grizzlies', 'MEM'],
    ['Charlotte Bobcats', 'CHA'],
    ['Hornets', 'CHA'],
    ['Washington Bullets', 'WAS'],
  ])('%s is %s', (text, abbr) => expect(teamAbbr(text)).toBe(abbr));

  it.each(['LA', 'Los Angeles', 'L.A.', '', 'Gotham Knights', 'WEST', 'Team LeBron'])(
    '%s names no one team',
    (text) => {
      expect(teamAbbr(text)).toBeNull();
    },
  );
});
