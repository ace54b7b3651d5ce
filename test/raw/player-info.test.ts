import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const resultSet = (name: string, headers: readonly string[], ...rowSet: readonly unknown[][]) =>
  JSON.stringify({ resource: name.toLowerCase(), resultSets: [{ name, headers, rowSet }] });
const rows = () =>
  bench.rows(
    'SELECT * EXCLUDE (file_id, source_row, row_hash, known_at, first_file) FROM nba_raw.nbac_player_info ORDER BY player_id',
  );

const ROSTER = [
  'TeamID',
  'SEASON',
  'LeagueID',
  'PLAYER',
  'NUM',
  'POSITION',
  'HEIGHT',
  'WEIGHT',
  'BIRTH_DATE',
  'AGE',
  'EXP',
  'SCHOOL',
  'PLAYER_ID',
];
const man = (id: number, name: string, born: string | null) => [
  1610612749,
  '2025',
  '00',
  name,
  '3',
  'F-C',
  '6-9',
  '240',
  born,
  27,
  '5',
  'None',
  id,
];

describe('rosters and indexes of players', () => {
  it('a roster: season, team, position, date of birth', async () => {
    const report = await bench.one(
      'a.json',
      resultSet('CommonTeamRoster', ROSTER, man(7001, 'Ana Ärden', 'MAR 03, 1998'), man(7002, 'Bo Brandt', null)),
    );
    expect(report).toMatchObject({ kind: 'team_roster', rows: 2, rejected: 0 });
    const arden = {
      ...{ source_kind: 'roster', season: '2025-26', summer: '2025-07-01', player_id: 7001, player_name: 'Ana Ärden' },
      ...{
        player_lookup: 'anaarden',
        team_abbr: 'MIL',
        position: 'F-C',
        birth_date: '1998-03-03',
        from_year: null,
        to_year: null,
      },
    };
    expect(await rows()).toEqual([
      arden,
      { ...arden, player_id: 7002, player_name: 'Bo Brandt', player_lookup: 'bobrandt', birth_date: null },
    ]);
    // A later roster of another team and the same season: he has gone there.
    const moved = resultSet('CommonTeamRoster', ROSTER, [
      1610612751,
      ...man(7001, 'Ana Ärden', 'MAR 03, 1998').slice(1),
    ]);
    await bench.one('b.json', moved);
    expect((await rows()).map((row) => row.team_abbr)).toEqual(['BKN', 'MIL']);
  });

  it('the index: first and last season, also of men who have gone, and of teams that are no more', async () => {
    const headers = [
      'PERSON_ID',
      'PLAYER_LAST_NAME',
      'PLAYER_FIRST_NAME',
      'TEAM_ID',
      'TEAM_ABBREVIATION',
      'POSITION',
      'FROM_YEAR',
      'TO_YEAR',
    ];
    const report = await bench.one(
      'a.json',
      resultSet(
        'PlayerIndex',
        headers,
        [7001, 'Arden', 'Ana', 1610612749, 'MIL', 'G', '2019', '2025'],
        [7002, 'Nene', '', 0, '', 'C', '2002', '2018'],
        [7003, 'Old', 'Al', 5, 'AND', null, '1949', '1999'],
      ),
    );
    expect(report).toMatchObject({ kind: 'player_index', rows: 3, rejected: 0 });
    expect(
      (await rows()).map((row) => [
        row.player_name,
        row.season,
        row.team_abbr,
        row.position,
        row.from_year,
        row.to_year,
      ]),
    ).toEqual([
      ['Ana Arden', '2025-26', 'MIL', 'G', 2019, 2025],
      ['Nene', '2018-19', null, 'C', 2002, 2018],
      ['Al Old', '1999-00', null, null, 1949, 1999],
    ]);
  });

  it('all players, and one with his date of birth, which may be before the league', async () => {
    const all = [
      'PERSON_ID',
      'DISPLAY_LAST_COMMA_FIRST',
      'DISPLAY_FIRST_LAST',
      'ROSTERSTATUS',
      'FROM_YEAR',
      'TO_YEAR',
      'TEAM_ID',
      'TEAM_ABBREVIATION',
    ];
    await bench.one(
      'a.json',
      resultSet('CommonAllPlayers', all, [7001, 'Arden, Ana', 'Ana Arden', 1, '2019', '2025', 1610612749, 'MIL']),
    );
    const info = [
      'PERSON_ID',
      'FIRST_NAME',
      'LAST_NAME',
      'DISPLAY_FIRST_LAST',
      'BIRTHDATE',
      'POSITION',
      'TEAM_ABBREVIATION',
      'FROM_YEAR',
      'TO_YEAR',
    ];
    const report = await bench.one(
      'b.json',
      resultSet('CommonPlayerInfo', info, [
        7003,
        'Al',
        'Old',
        'Al Old',
        '1921-05-02T00:00:00',
        'Forward',
        'AND',
        1949,
        1951,
      ]),
    );
    expect(report).toMatchObject({ kind: 'all_players', rows: 1, rejected: 0 });
    expect((await rows()).map((row) => [row.player_id, row.team_abbr, row.birth_date])).toEqual([
      [7001, 'MIL', null],
      [7003, null, '1921-05-02'],
    ]);
  });

  it('rejects what is no year, no date, no player', async () => {
    const report = await bench.one(
      'a.json',
      resultSet(
        'CommonTeamRoster',
        ROSTER,
        man(7001, 'A B', 'soon'),
        [1610612749, 'x', ...man(7002, 'C D', null).slice(2)],
        man(0, 'E F', null),
      ),
    );
    expect(report.rejections.first.map(({ line, field }) => [line, field])).toEqual([
      [1, 'birth_date'],
      [2, 'season'],
      [3, 'player_id'],
    ]);
  });

  describe('rosters of several days, given in every call', () => {
    /** Ten men each of Milwaukee and Brooklyn; `moved` of them have gone over, `left` has left the league. */
    const roster = (moved: readonly number[] = [], left: readonly number[] = []) => {
      const men = Array.from({ length: 20 }, (_, i) => 7001 + i).filter((id) => !left.includes(id));
      const teamOf = (id: number) => (id < 7011 !== moved.includes(id) ? 1610612749 : 1610612751);
      return [
        ROSTER.join(','),
        ...men.map((id) => [teamOf(id), ...man(id, `Player ${id}`, 'JAN 01, 2000').slice(1)].join(',')),
      ];
    };
    const quoted = (lines: readonly string[]) => lines.map((line) => line.replace('JAN 01, 2000', '"JAN 01, 2000"'));
    const standing = () =>
      bench.rows(
        'SELECT player_id, team_abbr, file_id, known_at FROM nba_raw.nbac_player_info ORDER BY player_id, team_abbr',
      );
    const versions = async () => (await bench.rows('SELECT file_id FROM nba_processing.files')).length;

    it.each([
      ['players moved', roster(), roster([7003]), roster([7003, 7015])],
      ['players moved, and one of them back', roster(), roster([7003, 7004]), roster([7004])],
      ['a player left', roster(), roster([7003]), roster([7003], [7001])],
      ['players only left', roster(), roster([], [7002]), roster([], [7002, 7012])],
    ])('%s: the last one stands, and the same files again change nothing', async (_, first, second, third) => {
      for (const [name, lines] of Object.entries({ a: first, b: second, c: third })) {
        bench.write(`${name}.csv`, quoted(lines));
        await bench.ingest('.');
      }
      const [stood, known] = [await standing(), await versions()];
      for (let again = 0; again < 3; again++) {
        const report = await bench.ingest('.');
        expect(report.files.map(({ status }) => status)).not.toContain('new');
        expect(await standing()).toEqual(stood);
      }
      expect(await versions()).toBe(known);
      const alone = await RawBench.create();
      try {
        alone.write('c.csv', quoted(third));
        await alone.ingest('.');
        const teams = 'SELECT player_id, team_abbr FROM nba_raw.nbac_player_info ORDER BY player_id';
        expect(await bench.rows(teams)).toEqual(await alone.rows(teams));
      } finally {
        await alone.close();
      }
    });

    it('one of them by itself counts again, as the last thing that was said', async () => {
      bench.write('a.csv', quoted(roster()));
      await bench.ingest('a.csv');
      const stood = await bench.rows('SELECT player_id, team_abbr FROM nba_raw.nbac_player_info ORDER BY player_id');
      for (const later of [roster([7003]), roster([], [7002])]) {
        bench.write('b.csv', quoted(later));
        await bench.ingest('b.csv');
        await bench.ingest('a.csv');
        expect(
          await bench.rows('SELECT player_id, team_abbr FROM nba_raw.nbac_player_info ORDER BY player_id'),
        ).toEqual(stood);
      }
    });
  });
});
