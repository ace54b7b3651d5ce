import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

/** The columns of a table's only, or first, rows. */
const select = (columns: string, table: string) =>
  bench.rows(`SELECT ${columns} FROM nba_raw.${table} ORDER BY source_row`);

describe('markets', () => {
  it('game odds are closing lines of no book', async () => {
    await bench.one('odds.csv', [
      'Date,AH,Team,Final,Spread,ML,Total,Test',
      '2021-10-19,A,Brooklyn Nets,104,1.5,105,233.5,0',
      '2021-10-19,H,Milwaukee Bucks,127,-1.5,-125,233.5,0',
    ]);
    expect(
      await select('team_abbr, is_home, book, line_kind, spread, moneyline, total, quoted_at', 'odds_game_lines'),
    ).toEqual([
      {
        team_abbr: 'BKN',
        is_home: false,
        book: 'unnamed',
        line_kind: 'closing',
        spread: 1.5,
        moneyline: 105,
        total: 233.5,
        quoted_at: null,
      },
      {
        team_abbr: 'MIL',
        is_home: true,
        book: 'unnamed',
        line_kind: 'closing',
        spread: -1.5,
        moneyline: -125,
        total: 233.5,
        quoted_at: null,
      },
    ]);
  });

  it('spreads by book: a row per quoted number, none for blanks; books are untimed, not closing', async () => {
    const report = await bench.one('spreads.csv', [
      'Game_Date,Team_Name,Home,Opponent,Points,Pct_of_Bets,Opening_Spread,Opening_Odds,Betmgm_Spread,Betmgm_Odds,Draft_Kings_Spread,Draft_Kings_Odds',
      '2021-11-05,Phoenix,0,L.A. Lakers,130,56%,+1.5,-110,PK,-115,-2,-105',
      '2021-12-21,Phoenix,0,Dallas,0,50%,,,,,,',
    ]);
    expect(report).toMatchObject({ kind: 'spreads_by_book', rows: 3, rejected: 0 });
    expect(
      await bench.rows(
        'SELECT team_abbr, opponent_abbr, is_home, book, line_kind, spread, spread_price FROM nba_raw.odds_game_lines ORDER BY book',
      ),
    ).toEqual([
      {
        team_abbr: 'PHX',
        opponent_abbr: 'LAL',
        is_home: false,
        book: 'betmgm',
        line_kind: 'untimed',
        spread: 0,
        spread_price: -115,
      },
      {
        team_abbr: 'PHX',
        opponent_abbr: 'LAL',
        is_home: false,
        book: 'draftkings',
        line_kind: 'untimed',
        spread: -2,
        spread_price: -105,
      },
      {
        team_abbr: 'PHX',
        opponent_abbr: 'LAL',
        is_home: false,
        book: 'unnamed',
        line_kind: 'opening',
        spread: 1.5,
        spread_price: -110,
      },
    ]);
  });

  it('two different lines for one team and date: which is the right one nobody knows, so neither is loaded', async () => {
    const report = await bench.one('odds.csv', [
      'Date,AH,Team,Final,Spread,ML,Total,Test',
      '2020-12-28,H,Los Angeles Lakers,127,-10.5,-500,229.0,0',
      '2020-12-28,A,Portland Trail Blazers,115,6.0,195,229.0,0',
      '2020-12-28,H,Los Angeles Lakers,107,-6.0,-230,229.0,0',
    ]);
    expect(report).toMatchObject({ rows: 1, rejected: 2 });
    expect(report.rejections.first.map((r) => [r.line, r.field, r.text])).toEqual([
      [2, null, '2020-12-28 LAL unnamed closing'],
      [4, null, '2020-12-28 LAL unnamed closing'],
    ]);
  });

  it('player props by side: the price belongs to its side, the date is Eastern', async () => {
    await bench.one('props.csv', [
      'player,market,bookmaker,side,line,price,home_team,away_team,game_id,commence_time,file_date',
      'Ana Ärden,player_points,Underdog,Over,8.5,-137,San Antonio Spurs,Los Angeles Clippers,abc,2025-01-01T00:10:00Z,2025-01-01',
      'Ana Ärden,player_points,Underdog,Under,8.5,110,San Antonio Spurs,Los Angeles Clippers,abc,2025-01-01T00:10:00Z,2025-01-01',
    ]);
    expect(
      await select(
        'game_date, player_lookup, market, book, side, line, over_price, under_price, home_abbr, away_abbr, quoted_at',
        'odds_player_props',
      ),
    ).toEqual([
      {
        game_date: '2024-12-31',
        player_lookup: 'anaarden',
        market: 'points',
        book: 'underdog',
        side: 'over',
        line: 8.5,
        over_price: -137,
        under_price: null,
        home_abbr: 'SAS',
        away_abbr: 'LAC',
        quoted_at: null,
      },
      {
        game_date: '2024-12-31',
        player_lookup: 'anaarden',
        market: 'points',
        book: 'underdog',
        side: 'under',
        line: 8.5,
        over_price: null,
        under_price: 110,
        home_abbr: 'SAS',
        away_abbr: 'LAC',
        quoted_at: null,
      },
    ]);
  });

  it('points + rebounds + assists: both prices and a quote time in one row', async () => {
    await bench.one('pra.csv', [
      'player_name,event_id,event_date,home_team,away_team,bookmaker,line,timestamp,over_price,under_price',
      'Al Ash,xyz,2024-10-24,Washington Wizards,Boston Celtics,DraftKings,18.5,2024-10-24T23:05:39Z,-105.0,-125.0',
    ]);
    expect(
      await select('game_date, market, book, side, line, over_price, under_price, quoted_at', 'odds_player_props'),
    ).toEqual([
      {
        game_date: '2024-10-24',
        market: 'points_rebounds_assists',
        book: 'draftkings',
        side: 'both',
        line: 18.5,
        over_price: -105,
        under_price: -125,
        quoted_at: '2024-10-24T23:05:39.000Z',
      },
    ]);
  });
});

describe('injury transactions', () => {
  const designation = async (acquired: string, relinquished: string, notes: string) => {
    await bench.one(`${acquired}${relinquished}${notes.replaceAll(/[^a-z]/gi, '')}.csv`, [
      'Date,Team,Player,Acquired,Relinquished,Notes,EstimatedDaysOut',
      `2021-12-07,Blazers,,${acquired},${relinquished},${notes},`,
    ]);
    return bench.rows(
      'SELECT player_name, kind, designation FROM nba_raw.injury_transactions WHERE file_id = (SELECT MAX(file_id) FROM nba_processing.files)',
    );
  };
  const CASES: readonly (readonly [string, string, string, string | null, string | null])[] = [
    ['', '• Ana Arden ', 'placed on IL with sore knee', 'relinquished', 'out'],
    ['', 'Ana Arden', 'placed on IL (DTD)', 'relinquished', 'out'],
    ['', 'Ana Arden', 'torn ACL (out for season)', 'relinquished', 'out'],
    ['', 'Ana Arden', 'sprained ankle (DTD)', 'relinquished', 'questionable'],
    ['', 'Ana Arden', 'NBA health and safety protocols (DTD)', 'relinquished', 'questionable'],
    ['', 'Ana Arden', 'sprained ankle (doubtful)', 'relinquished', 'doubtful'],
    ['', 'Ana Arden', 'fractured nose', 'relinquished', null],
    ['', 'Ana Arden', 'rest (DNP)', 'relinquished', null],
    ['', 'Ana Arden', 'returned to lineup', 'relinquished', null],
    ['', 'Ana Arden', 'head coach illness (DTD)', 'relinquished', null],
    ['• Ana Arden', '', 'activated from IL', 'acquired', 'available'],
    ['Ana Arden', '', 'returned to lineup', 'acquired', 'available'],
    ['Ana Arden', '', 'placed on IL with sore knee', 'acquired', null],
    ['Ana Arden', 'Ana Arden', 'returned to lineup', null, null],
    ['', '', 'activated from IL', null, null],
  ];
  for (const [acquired, relinquished, notes, kind, expected] of CASES) {
    it(`${kind ?? 'neither'}, "${notes}" is ${expected ?? 'nothing'}`, async () => {
      const name = acquired === '' && relinquished === '' ? null : 'Ana Arden';
      expect(await designation(acquired, relinquished, notes)).toEqual([
        { player_name: name, kind, designation: expected },
      ]);
    });
  }

  it('days out are kept, teams and names resolved', async () => {
    await bench.one('injuries.csv', [
      'Date,Team,Player,Acquired,Relinquished,Notes,EstimatedDaysOut',
      '2021-12-07,Blazers,• D. J. Élan,,• D. J. Élan,placed on IL,12.0',
    ]);
    expect(
      await select('transaction_date, team_abbr, player_name, player_lookup, days_out', 'injury_transactions'),
    ).toEqual([
      {
        transaction_date: '2021-12-07',
        team_abbr: 'POR',
        player_name: 'D. J. Élan',
        player_lookup: 'djelan',
        days_out: 12,
      },
    ]);
  });
});
