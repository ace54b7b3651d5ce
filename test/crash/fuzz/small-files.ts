/** Small valid files of the kinds that the simulator does not write, by name. */
const AT = '2024-01-09T20:00:00Z';
const counts = (points: number) => ({
  ...{ fieldGoalsMade: 8, fieldGoalsAttempted: 15, freeThrowsMade: 3, reboundsTotal: 7, assists: 4, points },
});
const V3 = [1, 2, 3, 4, 5].map((n) => ({
  ...{
    personId: 100 + n,
    firstName: 'Ana',
    familyName: `Arden ${'I'.repeat(n)}`,
    position: n > 3 ? '' : 'G',
    comment: '',
  },
  statistics: { minutes: `${20 + n}:10`, plusMinusPoints: n - 3, ...counts(10 + n) },
}));
const sideV3 = (teamId: number, teamTricode: string, from: number) => ({
  ...{ teamId, teamTricode, players: V3.map((player) => ({ ...player, personId: player.personId + from })) },
});
const live = (n: number) => ({
  ...{ personId: 200 + n, name: `Player ${n}`, position: 'G', starter: n % 2 === 0 ? '1' : '0', played: '1' },
  statistics: { ...counts(n), minutes: `PT${20 + n}M09.60S`, plusMinusPoints: 4 },
});
const sideLive = (teamId: number, teamTricode: string, from: number) => ({
  ...{ teamId, teamTricode, players: [1, 2, 3, 4, 5].map((n) => live(from + n)) },
});
const EVENT = {
  ...{ id: 'ev1', sport_key: 'basketball_nba', commence_time: '2024-01-10T00:30:00Z' },
  ...{ home_team: 'LA Clippers', away_team: 'Toronto Raptors' },
};
const market = (key: string, outcomes: readonly object[]) => ({ key, last_update: AT, outcomes });
const pair = (player: string, point: number) => [
  { name: 'Over', price: -115, point, description: player },
  { name: 'Under', price: -105, point, description: player },
];
const books = (...markets: object[]) => ['draftkings', 'fanduel'].map((key) => ({ key, markets }));
const totals = ['Over', 'Under'].map((name) => ({ name, price: -110, point: 221.5 }));
const spreads = [
  { name: 'LA Clippers', price: -108, point: -3.5 },
  { name: 'Toronto Raptors', price: -112, point: 3.5 },
];
const PLAYERS = ['Ana Arden', 'Gabe Berston', 'Cal Dorn', 'Eli Fenn'];

const REPORT = PLAYERS.map(
  (name, i) => `10/2${i}/2023,07:30 (ET),ATL@NYK,New York Knicks,"${name.split(' ').reverse().join(', ')}",Out,Rest`,
);
const OLD_SCHEDULE = [1, 2, 3, 4, 5, 6].map(
  (n) =>
    `002210000${n},2021101${n}/BKNMIL,2021-10-1${n},19:30:00,,Test Forum,Milwaukee,3,Final,1610612749,1610612751,MIL,BKN,127,104,21-22`,
);
const BY_STAGE = [1, 2, 3, 4, 5, 6].map(
  (n) => `002220000${n},2022-10-2${n},Regular Season,1610612749,MIL,1610612751,BKN,Final,110,10${n}`,
);
const FLAT = V3.map(({ statistics, ...player }) => ({
  ...{ gameId: '0022300002', teamId: 1610612749, teamTricode: 'MIL', ...player, ...statistics },
}));

const MEN = [1, 2, 3, 4, 5, 6];
const SIDES = [
  { teamId: 1610612749, teamTricode: 'MIL', score: 0 },
  { teamId: 1610612751, teamTricode: 'BKN', score: 0 },
];
const SCOREBOARD = [1, 2, 3].map((n) => ({
  ...{ gameId: `002210000${n}`, gameCode: '20211019/BKNMIL', gameStatus: 1, gameStatusText: '7:30 pm ET' },
  ...{ gameTimeUTC: '2021-10-19T23:30:00Z', gameEt: '2021-10-19T19:30:00Z', seriesText: '', isNeutral: false },
  ...{ homeTeam: SIDES[0], awayTeam: SIDES[1] },
}));

const csv = (header: string, lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;

export const SMALL_FILES: Readonly<Record<string, string>> = {
  'schedule.csv': csv('gid,gcode,etdate,ettime,seri,an,ac,st,stt,h.tid,v.tid,h.ta,v.ta,h.s,v.s,seas', OLD_SCHEDULE),
  'schedule_by_stage.csv': csv(
    'game_id,game_date,stage,home_team_id,home_abbr,away_team_id,away_abbr,status,home_pts,away_pts',
    BY_STAGE,
  ),
  'box_score_v3.csv': csv(
    Object.keys(FLAT[0] ?? {}).join(','),
    FLAT.map((row) => Object.values(row).join(',')),
  ),
  'box_score_v3.json': JSON.stringify({
    boxScoreTraditional: {
      gameId: '0022300003',
      homeTeam: sideV3(1610612749, 'MIL', 0),
      awayTeam: sideV3(1610612751, 'BKN', 50),
    },
  }),
  'live_box.json': JSON.stringify({
    meta: { version: 1 },
    game: {
      ...{ gameId: '0022300004', gameEt: '2023-10-24T22:30:00-04:00', gameStatus: 3, gameStatusText: 'Final' },
      ...{ homeTeam: sideLive(1610612749, 'MIL', 0), awayTeam: sideLive(1610612751, 'BKN', 10) },
    },
  }),
  'odds_api_events.json': JSON.stringify([EVENT, { ...EVENT, id: 'ev2' }]),
  'odds_api_lines.json': JSON.stringify([
    { ...EVENT, bookmakers: books(market('totals', totals), market('spreads', spreads)) },
  ]),
  'odds_api_props.json': JSON.stringify({
    timestamp: AT,
    data: {
      ...EVENT,
      bookmakers: books(
        market(
          'player_points',
          PLAYERS.flatMap((name, i) => pair(name, 10.5 + i)),
        ),
      ),
    },
  }),
  'odds_api_both.json': JSON.stringify({
    ...EVENT,
    bookmakers: books(market('spreads', spreads), market('player_points', pair('Ana Arden', 10.5))),
  }),
  'scoreboard.json': JSON.stringify({
    meta: { version: 1, time: '2021-10-19 12:00:00.000', code: 200 },
    scoreboard: { gameDate: '2021-10-19', leagueId: '00', games: SCOREBOARD },
  }),
  'team_roster.csv': csv(
    'TeamID,SEASON,LeagueID,PLAYER,NUM,POSITION,BIRTH_DATE,AGE,PLAYER_ID',
    MEN.map((n) => `1610612749,2021,00,Ana Arden ${'I'.repeat(n)},${n},G,"MAR 0${n}, 1998",23,${700 + n}`),
  ),
  'player_index.csv': csv(
    'PERSON_ID,PLAYER_LAST_NAME,PLAYER_FIRST_NAME,TEAM_ID,TEAM_ABBREVIATION,POSITION,FROM_YEAR,TO_YEAR',
    MEN.map((n) => `${700 + n},Arden ${'I'.repeat(n)},Ana,1610612749,MIL,G,201${n},2021`),
  ),
  'all_players.csv': csv(
    'PERSON_ID,DISPLAY_LAST_COMMA_FIRST,DISPLAY_FIRST_LAST,FROM_YEAR,TO_YEAR,TEAM_ID,TEAM_ABBREVIATION',
    MEN.map(
      (n) => `${700 + n},"Berston ${'I'.repeat(n)}, Gabe",Gabe Berston ${'I'.repeat(n)},201${n},2021,1610612751,BKN`,
    ),
  ),
  'Injury-Report_2023-10-24_05PM.csv': csv(
    'Game Date,Game Time,Matchup,Team,Player Name,Current Status,Reason',
    REPORT,
  ),
};
