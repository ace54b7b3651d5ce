import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { USUAL_LIMITS } from '../../src/raw/readers/limits.js';
import { reloadFiles } from '../../src/repair/reload.js';
import { RawBench } from './raw-bench.js';

const TIP = '2024-01-10T00:30:00Z';
const EVENT = {
  ...{ id: 'ev1', sport_key: 'basketball_nba', sport_title: 'NBA', commence_time: TIP },
  ...{ home_team: 'LA Clippers', away_team: 'Toronto Raptors' },
};
const AT = '2024-01-09T20:00:00Z';

const market = (key: string, outcomes: readonly object[], last_update: unknown = AT) => ({
  key,
  last_update,
  outcomes,
});
const book = (key: string, ...markets: object[]) => ({ key, title: key.toUpperCase(), markets });
const event = (...bookmakers: object[]) => ({ ...EVENT, bookmakers });
const side = (name: string, price: number, point?: number, description?: string) => ({
  ...{ name, price },
  ...(point === undefined ? {} : { point }),
  ...(description === undefined ? {} : { description }),
});
const pair = (player: string, point: number, over = -115, under = -105) => [
  side('Over', over, point, player),
  side('Under', under, point, player),
];

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const load = (name: string, document: unknown) => bench.one(name, JSON.stringify(document));
const props = (columns: string) =>
  bench.rows(`SELECT ${columns} FROM nba_raw.odds_player_props ORDER BY quoted_at, market, book, line`);
const lines = (columns: string) =>
  bench.rows(`SELECT ${columns} FROM nba_raw.odds_game_quotes ORDER BY quoted_at, market, team_abbr`);

describe('documents of The Odds API', () => {
  it('events hold no quotes: read, and no row', async () => {
    expect(await load('events.json', [EVENT])).toMatchObject({
      kind: 'odds_api_events',
      status: 'new',
      rows: 0,
      rejected: 0,
    });
    expect(await load('event.json', EVENT)).toMatchObject({ kind: 'odds_api_events', rows: 0, rejected: 0 });
    expect(await load('none.json', { timestamp: AT, data: [] })).toMatchObject({ kind: 'odds_api_events', rows: 0 });
    expect(await load('nothing.json', [])).toMatchObject({ kind: 'odds_api_events', rows: 0, status: 'new' });
    expect(await load('quoteless.json', [event()])).toMatchObject({ kind: 'odds_api_events', rows: 0, rejected: 0 });
    expect(await load('other.json', [{ ...EVENT, sport_key: 'basketball_wnba' }])).toMatchObject({
      rows: 0,
      rejected: 1,
      rejections: { byReason: { 'sport_key: not basketball_nba': 1 } },
    });
  });

  it('odds: a row for each team and market, with the prices of both sides', async () => {
    const h2h = market(
      'h2h',
      [side('Toronto Raptors', 120), side('Los Angeles Clippers', -140)],
      '2024-01-09T19:00:00Z',
    );
    const spreads = market('spreads', [side('LA Clippers', -108, -3.5), side('Toronto Raptors', -112, 3.5)]);
    const totals = market('totals', [side('Over', -111, 221.5), side('Under', -109, 221.5)]);
    const report = await load('odds.json', [event(book('draftkings', h2h, spreads, totals))]);
    expect(report).toMatchObject({ kind: 'odds_api_lines', rows: 6, rejected: 0 });
    const common = {
      game_date: '2024-01-09',
      book: 'draftkings',
      tipoff_at: '2024-01-10T00:30:00.000Z',
    };
    const none = {
      spread: null,
      spread_price: null,
      moneyline: null,
      total: null,
      over_price: null,
      under_price: null,
    };
    const [home, away] = [
      { ...common, ...none, team_abbr: 'LAC', opponent_abbr: 'TOR', is_home: true },
      { ...common, ...none, team_abbr: 'TOR', opponent_abbr: 'LAC', is_home: false },
    ];
    const total = { total: 221.5, over_price: -111, under_price: -109, quoted_at: '2024-01-09T20:00:00.000Z' };
    expect(await lines(`${Object.keys(home).join(', ')}, quoted_at`)).toEqual([
      { ...home, moneyline: -140, quoted_at: '2024-01-09T19:00:00.000Z' },
      { ...away, moneyline: 120, quoted_at: '2024-01-09T19:00:00.000Z' },
      { ...home, spread: -3.5, spread_price: -108, quoted_at: '2024-01-09T20:00:00.000Z' },
      { ...away, spread: 3.5, spread_price: -112, quoted_at: '2024-01-09T20:00:00.000Z' },
      { ...home, ...total },
      { ...away, ...total },
    ]);
  });

  it('props: every market that is read, alternate lines under a name of their own', async () => {
    const names = ['points', 'rebounds', 'assists', 'threes', 'points_rebounds_assists'];
    const more = ['points_rebounds', 'points_assists', 'rebounds_assists'];
    const markets = [...names, ...more].map((name, i) => market(`player_${name}`, pair('Ana Ärden', 1.5 + i)));
    const alternate = market('player_points_alternate', [
      ...pair('Ana Ärden', 9.5, -400, 300),
      ...pair('Ana Ärden', 19.5),
    ]);
    const report = await load('props.json', event(book('draftkings', ...markets, alternate)));
    expect(report).toMatchObject({ kind: 'odds_api_props', rows: 10, rejected: 0 });
    expect((await props('market')).map((row) => row.market)).toEqual(
      [...names, ...more, 'points_alternate', 'points_alternate'].sort(),
    );
    expect((await props('*'))[1]).toMatchObject({
      ...{ provider_game_id: 'ev1', game_date: '2024-01-09', home_abbr: 'LAC', away_abbr: 'TOR', market: 'points' },
      ...{ player_name: 'Ana Ärden', player_lookup: 'anaarden', book: 'draftkings', side: 'both', line: 1.5 },
      ...{ over_price: -115, under_price: -105, quoted_at: '2024-01-09T20:00:00.000Z' },
    });
  });

  it('a quote has the time of its market, else of its bookmaker, else of the snapshot, else it is refused', async () => {
    const quote = (player: string, time: unknown) => market('player_points', pair(player, 10.5), time);
    const both = { ...book('fanduel', quote('A B', null)), last_update: '2024-01-09T18:00:00Z' };
    const unix = book('betmgm', quote('A B', Date.parse('2024-01-09T17:00:00Z') / 1000));
    const data = event(book('draftkings', quote('A B', AT)), both, unix, book('bovada', quote('A B', null)));
    expect(await load('now.json', data)).toMatchObject({
      rows: 3,
      rejected: 1,
      rejections: { byReason: { 'last_update: missing': 1 } },
    });
    const snapshot = { timestamp: '2024-01-09T20:05:38Z', previous_timestamp: null, next_timestamp: null, data };
    expect(await load('then.json', snapshot)).toMatchObject({ rows: 4, sameRows: 3, rejected: 0, replacedRows: 0 });
    expect((await props('book, quoted_at')).map((row) => [row.book, row.quoted_at])).toEqual([
      ['betmgm', '2024-01-09T17:00:00.000Z'],
      ['fanduel', '2024-01-09T18:00:00.000Z'],
      ['draftkings', '2024-01-09T20:00:00.000Z'],
      ['bovada', '2024-01-09T20:05:38.000Z'],
    ]);
  });

  it('fetched again, a changed quote stands beside the former; the same file again is nothing new', async () => {
    const at = (time: string, point: number) =>
      event(book('draftkings', market('player_points', pair('A B', point), time)));
    await load('one.json', at(AT, 10.5));
    expect(await load('two.json', at('2024-01-09T21:00:00Z', 11.5))).toMatchObject({
      status: 'new',
      rows: 1,
      replacedRows: 0,
    });
    expect(await load('three.json', at('2024-01-09T21:00:00Z', 11.5))).toMatchObject({ status: 'unchanged' });
    expect((await props('line')).map((row) => row.line)).toEqual([10.5, 11.5]);
  });

  it('what is no quote is told by name and loses nothing else', async () => {
    const markets = [
      market('player_points', [
        ...pair('Good One', 10.5),
        ...pair('Decimal Odds', 11.5, 1.91, 1.87),
        ...pair('Whole Decimal', 11.5, 2, 110),
        ...pair('No Odds', 11.5, -50, 110),
        side('Over', -110, 12.5, 'One Side'),
        ...[side('Over', -110, 13.5, 'Other Points'), side('Under', -110, 14.5, 'Other Points')],
        ...[side('Over', -110, undefined, 'No Point'), side('Under', -110, undefined, 'No Point')],
        ...[side('Yes', -110, 15.5, 'Yes No')],
        ...[...pair('Two Lines', 16.5), ...pair('Two Lines', 17.5)],
        ...pair('Too Many', 201.5),
        ...pair('', 18.5),
      ]),
      market('player_blocks', pair('Good One', 1.5)),
      market('player_rebounds', []),
    ];
    const report = await load('props.json', event(book('draftkings', ...markets)));
    expect((await props('player_name')).map((row) => row.player_name)).toEqual(['Good One']);
    expect(report.rejections.byReason).toEqual({
      'decimal odds: fetch with oddsFormat=american': 2,
      'not American odds': 1,
      'one side only': 3,
      'without a point': 1,
      'neither over nor under': 1,
      'several lines: which is the main one is not told': 2,
      'out of range': 1,
      'without a player': 1,
      'unknown market': 1,
      'without outcomes': 1,
    });
    expect(report.rejections.first[0]).toEqual({
      ...{ line: 3, field: null, reason: 'decimal odds: fetch with oddsFormat=american' },
      text: 'draftkings player_points Over Decimal Odds 11.5 1.91 Under Decimal Odds 11.5 1.87',
    });
  });

  it('game lines: what is no quote is told by name and loses nothing else', async () => {
    const [home, away] = ['LA Clippers', 'Toronto Raptors'];
    const refused = [
      market('h2h', [side(home, 1.5), side(away, 2.6)]),
      market('h2h', [side(home, -120)]),
      market('h2h', [side(home, -120), side(away, 250), side('Draw', 900)]),
      market('spreads', [side(home, -110, -3.5), side(away, -110, 4.5)]),
      market('spreads', [side(home, -110), side(away, -110)]),
      market('totals', [side('Over', -110, 20.5), side('Under', -110, 20.5)]),
      market('alternate_spreads', [side(home, 200, -9.5), side(away, -250, 9.5)]),
      market('h2h_lay', [side(home, -120), side(away, 110)]),
    ];
    const good = market('totals', [side('Over', -110, 220), side('Under', -110, 220)]);
    const stranger = { ...event(book('betmgm', good)), id: 'ev2', home_team: 'Los Angeles' };
    const report = await load('odds.json', [stranger, event(book('draftkings', ...refused, good)), 'half']);
    expect(await lines('team_abbr, total')).toEqual([
      { team_abbr: 'LAC', total: 220 },
      { team_abbr: 'TOR', total: 220 },
    ]);
    expect(report.rejections.byReason).toEqual({
      'home_team: unknown team': 2,
      'decimal odds: fetch with oddsFormat=american': 1,
      'one side only': 1,
      'an outcome of no side of the game': 1,
      'the points of the two sides do not agree': 1,
      'without a point': 1,
      'out of range': 1,
      'unknown market': 2,
      'no event': 1,
    });
  });

  it('half a document is broken, and an error is no quotes', async () => {
    const whole = JSON.stringify(event(book('draftkings', market('player_points', pair('A B', 10.5)))));
    expect(await bench.one('half.json', whole.slice(0, -40))).toMatchObject({
      status: 'failed',
      error: { code: 'BROKEN_FILE' },
    });
    expect(await load('error.json', { message: 'no credits', error_code: 'OUT' })).toMatchObject({
      ...{ status: 'failed', error: { code: 'UNKNOWN_KIND' } },
    });
  });
});

describe('the game of a quote', () => {
  const schedule = (...games: readonly (readonly [id: string, date: string])[]) => [
    'gid,etdate,ettime,h_ta,v_ta,st,stt',
    ...games.map(([id, date]) => `${id},${date},19:30:00,LAC,TOR,1,7:30 pm ET`),
  ];
  const quote = (commence_time: string, id = 'ev1') => ({
    ...event(book('draftkings', market('player_points', pair('A B', 10.5)))),
    ...{ commence_time, id },
  });
  const totals = market('totals', [side('Over', -110, 220), side('Under', -110, 220)]);
  const dates = async () => [
    (await props('game_date')).map((row) => row.game_date),
    (await lines('game_date')).map((row) => row.game_date),
  ];

  it('is that of its teams and date; moved by a day, it is found by the teams, whichever file comes first', async () => {
    await load('props.json', quote(TIP));
    await load('odds.json', [event(book('draftkings', totals))]);
    expect(await dates()).toEqual([['2024-01-09'], ['2024-01-09', '2024-01-09']]);
    await bench.one('schedule.csv', schedule(['0022300500', '2024-01-10']));
    expect(await dates()).toEqual([['2024-01-10'], ['2024-01-10', '2024-01-10']]);
    // Read again, the files are what is stored.
    expect((await bench.ingest('props.json', 'odds.json')).files.map(({ status }) => status)).toEqual([
      'unchanged',
      'unchanged',
    ]);
    await load('more.json', quote('2024-01-10T03:30:00Z', 'ev2'));
    expect((await dates())[0]).toEqual(['2024-01-10', '2024-01-10']);
  });

  it('stays where it is if the teams play on that date, on both days beside it, or more than a day away', async () => {
    await load('props.json', quote(TIP));
    await bench.one('schedule.csv', schedule(['0022300500', '2024-01-09'], ['0022300501', '2024-01-10']));
    expect((await dates())[0]).toEqual(['2024-01-09']);
    await load('later.json', quote('2024-02-09T00:30:00Z', 'ev2'));
    await bench.one('others.csv', schedule(['0022300600', '2024-02-07'], ['0022300601', '2024-02-09']));
    await load('last.json', quote('2024-03-09T00:30:00Z', 'ev3'));
    await bench.one('far.csv', schedule(['0022300700', '2024-03-10']));
    expect((await dates())[0]).toEqual(['2024-01-09', '2024-02-08', '2024-03-08']);
  });

  const lineMarkets = (spread: number, at = AT) => [
    market('h2h', [side('LA Clippers', -140), side('Toronto Raptors', 120)], at),
    market('spreads', [side('LA Clippers', -110, spread), side('Toronto Raptors', -110, -spread)], at),
  ];
  const propMarkets = (line: number, at = AT) => [
    market('player_points', pair('Paul George', line), at),
    market('player_points_alternate', [...pair('Paul George', 30.5, 300, -400), ...pair('Paul George', line)], at),
  ];
  const both = (spread: number, line: number, at = AT) =>
    event(book('fanduel', ...lineMarkets(spread, at), ...propMarkets(line, at)));
  const parts = async (name: string, document: unknown) =>
    (await bench.ingest(bench.write(name, JSON.stringify(document)))).files;

  it('an event with game lines and player props: each in its own table, a record of the file has one number', async () => {
    const files = await parts('both.json', both(-3.5, 22.5));
    expect(files.map(({ kind, table, status, rows, rejected }) => ({ kind, table, status, rows, rejected }))).toEqual([
      { kind: 'odds_api_lines', table: 'nba_raw.odds_game_quotes', status: 'new', rows: 4, rejected: 0 },
      { kind: 'odds_api_props', table: 'nba_raw.odds_player_props', status: 'new', rows: 3, rejected: 0 },
    ]);
    // Record 1 is the event, 2 the moneyline, 3 the spread, then the props.
    expect(await lines('team_abbr, market, spread, moneyline, source_row')).toEqual([
      { team_abbr: 'LAC', market: 'moneyline', spread: null, moneyline: -140, source_row: 2 },
      { team_abbr: 'TOR', market: 'moneyline', spread: null, moneyline: 120, source_row: 2 },
      { team_abbr: 'LAC', market: 'spread', spread: -3.5, moneyline: null, source_row: 3 },
      { team_abbr: 'TOR', market: 'spread', spread: 3.5, moneyline: null, source_row: 3 },
    ]);
    expect(await props('market, line, over_price, source_row')).toEqual([
      { market: 'points', line: 22.5, over_price: -115, source_row: 4 },
      { market: 'points_alternate', line: 22.5, over_price: -115, source_row: 6 },
      { market: 'points_alternate', line: 30.5, over_price: 300, source_row: 5 },
    ]);
    for (const table of ['odds_game_quotes', 'odds_player_props'])
      expect(await bench.rows(`SELECT DISTINCT known_at FROM nba_raw.${table}`)).toEqual([
        { known_at: '2024-01-09T20:00:00.000Z' },
      ]);
    expect(
      await bench.rows('SELECT kind, rows, is_current, known_at_basis FROM nba_processing.files ORDER BY file_id'),
    ).toEqual([
      { kind: 'odds_api_lines', rows: 4, is_current: true, known_at_basis: 'source' },
      { kind: 'odds_api_props', rows: 3, is_current: true, known_at_basis: 'source' },
    ]);
  });

  it('the same in a snapshot of the past, whose time stands for a missing last_update', async () => {
    const bare = (markets: object[]) => markets.map((one) => ({ ...one, last_update: undefined }));
    const data = event(book('fanduel', ...bare(lineMarkets(-3.5)), ...bare(propMarkets(22.5))));
    await parts('past.json', { timestamp: '2024-01-09T21:00:00Z', previous_timestamp: null, data });
    const at = [{ quoted_at: '2024-01-09T21:00:00.000Z', known_at: '2024-01-09T21:00:00.000Z' }];
    for (const table of ['odds_game_quotes', 'odds_player_props'])
      expect(await bench.rows(`SELECT DISTINCT quoted_at, known_at FROM nba_raw.${table}`)).toEqual(at);
  });

  it('a later version of the file supersedes per quote in both tables; given again nothing changes', async () => {
    const path = bench.write('both.json', JSON.stringify(both(-3.5, 22.5)));
    await bench.ingest(path);
    expect((await bench.ingest(path)).files.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
    // One spread and one prop are corrected, under the same time.
    bench.write('both.json', JSON.stringify(both(-4.5, 23.5)));
    expect((await bench.ingest(path)).files.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'odds_api_lines changed',
      'odds_api_props changed',
    ]);
    expect((await lines('spread')).flatMap(({ spread }) => spread ?? [])).toEqual([-4.5, 4.5]);
    expect(await bench.rows(`SELECT line FROM nba_raw.odds_player_props WHERE market = 'points'`)).toEqual([
      { line: 23.5 },
    ]);
    expect(await bench.rows(`SELECT line FROM nba_raw_history.odds_player_props WHERE market = 'points'`)).toEqual([
      { line: 22.5 },
    ]);
    expect(await bench.rows('SELECT kind, is_current FROM nba_processing.files ORDER BY file_id')).toEqual([
      { kind: 'odds_api_lines', is_current: false },
      { kind: 'odds_api_props', is_current: false },
      { kind: 'odds_api_lines', is_current: true },
      { kind: 'odds_api_props', is_current: true },
    ]);
  });

  it('rows that are lost of either table come back from the one file', async () => {
    await parts('both.json', both(-3.5, 22.5));
    for (const table of ['nba_raw.odds_game_quotes', 'nba_raw.odds_player_props']) {
      const all = await bench.rows(`SELECT * FROM ${table} ORDER BY source_row, row_hash, file_id`);
      await bench.warehouse.execute(`DELETE FROM ${table} WHERE market IN ('spread', 'points')`);
      await reloadFiles(bench.warehouse, table, null, USUAL_LIMITS);
      expect(await bench.rows(`SELECT * FROM ${table} ORDER BY source_row, row_hash, file_id`)).toEqual(all);
    }
  });

  it('what is no quote is told once, with the kind that it belongs to', async () => {
    const markets = [
      ...lineMarkets(-3.5),
      market('h2h', [side('LA Clippers', -140)]),
      market('player_points', [side('Over', -110, 9.5, 'Half A Quote')]),
      market('player_blocks', pair('Paul George', 0.5)),
      market('lottery', []),
    ];
    const files = await parts('both.json', event(book('fanduel', ...markets)));
    expect(files.map(({ kind, rows, rejections }) => ({ kind, rows, byReason: rejections.byReason }))).toEqual([
      { kind: 'odds_api_lines', rows: 4, byReason: { 'one side only': 1, 'unknown market': 1 } },
      { kind: 'odds_api_props', rows: 0, byReason: { 'one side only': 1, 'unknown market': 1 } },
    ]);
    expect(
      await bench.rows('SELECT kind, COUNT(*) AS n FROM nba_raw.rejected_rows GROUP BY kind ORDER BY kind'),
    ).toEqual([
      { kind: 'odds_api_lines', n: 2 },
      { kind: 'odds_api_props', n: 2 },
    ]);
  });
});
