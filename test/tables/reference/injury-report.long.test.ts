import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { playerLookup } from '../../../src/domain/names.js';
import { RAW_STORED } from '../../../src/raw/raw-schema.js';
import { playerGameSummary as PGS } from '../../../src/tables/analytics/player-game-summary.js';
import { teamOffenseGameSummary as TOGS } from '../../../src/tables/analytics/team-offense-game-summary.js';
import { upcomingPlayerGameContext as UPGC } from '../../../src/tables/analytics/upcoming-player-game-context.js';
import { upcomingTeamGameContext as UTGC } from '../../../src/tables/analytics/upcoming-team-game-context.js';
import { birthDates } from '../../../src/tables/reference/build/birth-dates.js';
import { familyNamesTable } from '../../../src/tables/reference/build/family-names.js';
import { leagueAliases } from '../../../src/tables/reference/build/league-aliases.js';
import { nameLookups } from '../../../src/tables/reference/build/name-lookups.js';
import { playerAliases } from '../../../src/tables/reference/build/player-aliases.js';
import { injuryNews } from '../../../src/tables/reference/injury-news.js';
import { playerGameEvents } from '../../../src/tables/reference/player-game-events.js';
import { propLines } from '../../../src/tables/reference/prop-lines.js';
import { Bench, game } from '../bench-table.js';

const D = '2021-12-10';
const [EVE, LAST] = ['2021-12-09', '2021-12-08'];
/** Milwaukee plays Boston on D at 19:00 Eastern, Los Angeles at Portland at 22:00. */
const GAME = 'mil-bos';
const TIPOFF = '2021-12-11T00:00:00';

/** By surname: Krajnc is one man, Ostrander two, Brillo Jr. one with a suffix; Zabel plays for Boston, Hale for Los Angeles. */
const MEN: readonly (readonly [name: string, team: string])[] = [
  ['Miloš Krajnc', 'MIL'],
  ['Ruben Ostrander', 'MIL'],
  ['Pavel Ostrander', 'MIL'],
  ['Tadeo Brillo Jr.', 'MIL'],
  ['Quentin Zabel', 'BOS'],
  ['Orrin Hale', 'LAL'],
];
const opponentOf: Readonly<Record<string, string>> = { MIL: 'BOS', BOS: 'MIL', LAL: 'POR', POR: 'LAL' };

let bench: Bench;
beforeAll(async () => {
  const names = [nameLookups, familyNamesTable, playerAliases, leagueAliases, birthDates];
  const tables = [injuryNews, playerGameEvents, propLines, PGS, TOGS, UTGC, UPGC];
  bench = await Bench.open(tables, [...RAW_STORED, ...names]);
  await bench.put('nba_reference.games', [
    game({ game_id: 'last', game_date: LAST, home_abbr: 'MIL', away_abbr: 'BOS' }),
    game({ game_id: GAME, game_date: D, home_abbr: 'MIL', away_abbr: 'BOS', tipoff_at: TIPOFF }),
    game({ game_id: 'por-lal', game_date: D, home_abbr: 'POR', away_abbr: 'LAL', tipoff_at: '2021-12-11T03:00:00' }),
  ]);
  const men = MEN.map(([player_name, team_abbr], i) => ({ player_id: i + 1, player_name, team_abbr }));
  await bench.put(
    PGS.name,
    men.map((man) => ({
      ...{ game_id: 'last', game_date: LAST, season: '2021-22', player_status: 'played', seconds_played: 1800 },
      ...{ ...man, player_lookup: playerLookup(man.player_name) },
    })),
  );
  await bench.put(
    'nba_raw.nbac_player_boxscores',
    men.map((man) => ({ ...man, game_date: LAST })),
  );
}, 60_000);
beforeEach(async () => {
  for (const table of ['nba_raw.injury_reports', 'nba_raw.injury_transactions', injuryNews.name])
    await bench.warehouse.execute(`DELETE FROM ${table} WHERE TRUE`);
});
afterAll(() => bench.close());

interface Line {
  /** Eastern day and UTC moment of the report. */
  readonly day?: string | null;
  readonly at?: string;
  readonly team?: string;
  /** The game that the line speaks of, if it is none of D. */
  readonly gameDate?: string;
}

/** A line of a report; of a name alone it is known that it is a surname. */
const line = (name: string | null, status: string, { day = D, at, team = 'MIL', gameDate = D }: Line) => ({
  ...{ game_date: gameDate, team_abbr: team, opponent_abbr: opponentOf[team] ?? null, status },
  ...{ player_name: name, player_lookup: name === null ? null : playerLookup(name) },
  is_surname: name !== null && !name.replace(' Jr.', '').includes(' '),
  ...{ report_date: day, reported_at: at ?? null, file_id: 1, source_row: 1 },
});

const listed = (name: string, designation: string, day: string) => ({
  ...{ transaction_date: day, team_abbr: 'MIL', player_name: name, player_lookup: playerLookup(name), designation },
  ...{ file_id: 2, source_row: 1 },
});

interface Told {
  readonly reports?: readonly ReturnType<typeof line>[];
  readonly lists?: readonly ReturnType<typeof listed>[];
}

/** Who is what before the games of D, by name, once the sources have told this. */
async function availabilities({ reports = [], lists = [] }: Told): Promise<Record<string, unknown>> {
  await bench.put('nba_raw.injury_reports', reports);
  await bench.put('nba_raw.injury_transactions', lists);
  for (const names of [nameLookups, familyNamesTable]) await names.build?.(bench.warehouse);
  const made = await bench.run(injuryNews, [LAST, EVE, D]);
  await bench.put(
    injuryNews.name,
    made
      .filter((row) => row.failure_category === null)
      .map(({ failure_category: _, failure_reason: __, ...row }) => row),
  );
  const rows = await bench.run(UPGC, [D]);
  return Object.fromEntries(rows.map((row) => [row.player_name, row.availability]));
}

const [ONE, OSTRANDER, SECOND, SUFFIXED, BOSTON, ANGELES] = MEN.map(([name]) => name) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const NOON = { at: '2021-12-10T17:00:00' };
const FIVE = { at: '2021-12-10T22:00:00' };
const EIGHT = { at: '2021-12-11T01:00:00' };

describe("what the league's report says of a game", () => {
  it('is what the latest before tip-off says', async () => {
    const made = await availabilities({ reports: [line(ONE, 'doubtful', FIVE), line(ONE, 'questionable', NOON)] });
    expect(made[ONE]).toBe('doubtful');
    expect(made[OSTRANDER]).toBe('available');
  });

  it('is not what one after tip-off says', async () => {
    expect(await availabilities({ reports: [line(ONE, 'questionable', FIVE), line(ONE, 'out', EIGHT)] })).toMatchObject(
      {
        [ONE]: 'questionable',
      },
    );
  });

  it('covers a game only if it was made before that tip-off', async () => {
    // At eight Los Angeles has not begun, Milwaukee has.
    expect(await availabilities({ reports: [line(ANGELES, 'out', { ...EIGHT, team: 'LAL' })] })).toEqual({
      ...Object.fromEntries(MEN.map(([name]) => [name, 'unknown'])),
      [ANGELES]: 'out',
    });
  });

  it('of a report of the evening before counts, and one of another date says nothing', async () => {
    const before = { day: EVE, at: '2021-12-09T22:00:00' };
    expect(await availabilities({ reports: [line(ONE, 'out', before)] })).toMatchObject({ [ONE]: 'out' });
    await bench.warehouse.execute(`DELETE FROM ${injuryNews.name} WHERE TRUE`);
    await bench.warehouse.execute('DELETE FROM nba_raw.injury_reports WHERE TRUE');
    const ofTheGameBefore = { day: LAST, at: '2021-12-08T22:00:00', gameDate: LAST };
    const made = await availabilities({ reports: [line(ONE, 'out', ofTheGameBefore)] });
    expect([made[ONE], made[OSTRANDER]]).toEqual(['unknown', 'unknown']);
  });

  it('goes by its day where it has no time', async () => {
    const days = [line(ONE, 'out', { day: D }), line(SUFFIXED, 'out', { day: '2021-12-11' })];
    const made = await availabilities({ reports: [...days, line(BOSTON, 'doubtful', { day: null, team: 'BOS' })] });
    expect([made[ONE], made[SUFFIXED], made[BOSTON]]).toEqual(['out', 'available', 'doubtful']);
  });

  it('of a probable man is that he plays', async () => {
    expect(await availabilities({ reports: [line(ONE, 'probable', FIVE)] })).toMatchObject({ [ONE]: 'available' });
  });
});

describe('a surname alone on a report', () => {
  it('means the one man of the team who has it, with or without what stands behind it', async () => {
    const reports = [line('Krajnc', 'out', FIVE), line('Brillo Jr.', 'doubtful', FIVE)];
    const made = await availabilities({ reports });
    expect([made[ONE], made[SUFFIXED], made[OSTRANDER]]).toEqual(['out', 'doubtful', 'available']);
  });

  it('means nobody for certain where two have it: both are unknown', async () => {
    const made = await availabilities({ reports: [line('Ostrander', 'out', FIVE)] });
    expect([made[OSTRANDER], made[SECOND], made[ONE]]).toEqual(['unknown', 'unknown', 'available']);
  });
});

describe('a name like nobody of the team', () => {
  it('on a report is of a man who has not played, and puts nobody else in doubt', async () => {
    const made = await availabilities({ reports: [line('Newt Vandermeer', 'out', FIVE), line('Yost', 'out', FIVE)] });
    expect([made[ONE], made[OSTRANDER]]).toEqual(['available', 'available']);
  });

  it('on a list could be anybody of it', async () => {
    const made = await availabilities({ lists: [listed('Newt Vandermeer', 'out', EVE)] });
    expect([made[ONE], made[BOSTON]]).toEqual(['unknown', 'available']);
  });
});

describe('a list and a report', () => {
  const saidBy = async (list: string, report: Line) =>
    (await availabilities({ lists: [listed(ONE, 'out', list)], reports: [line(ONE, 'questionable', report)] }))[ONE];

  it.each([
    ['of one day: the report', EVE, { day: EVE, at: '2021-12-09T22:00:00' }, 'questionable'],
    ['the report a day later: the report', EVE, FIVE, 'questionable'],
    ['the list a day later: the list', EVE, { day: LAST, at: '2021-12-08T22:00:00' }, 'out'],
    [
      "the list of the game's own day: the report, for its lines are known only when the day is over",
      D,
      FIVE,
      'questionable',
    ],
    ['the report after tip-off: the list', EVE, EIGHT, 'out'],
  ])('%s', async (_, list, report, expected) => {
    expect(await saidBy(list, report)).toBe(expected);
  });
});

describe('a team that has not yet submitted', () => {
  const open = (when: Line) => line(null, 'not_submitted', when);
  const boston = line(BOSTON, 'out', { ...FIVE, team: 'BOS' });

  it('has nobody of whom is known whether he plays; its opponent has', async () => {
    const made = await availabilities({ reports: [open(FIVE), boston] });
    expect(made).toMatchObject({ [ONE]: 'unknown', [OSTRANDER]: 'unknown', [BOSTON]: 'out' });
    // It is not named at all: it has nobody to tell of.
    expect(made[ANGELES]).toBe('available');
  });

  it('keeps what an earlier report says of a man', async () => {
    const made = await availabilities({ reports: [line(ONE, 'out', NOON), open(FIVE), boston] });
    expect([made[ONE], made[OSTRANDER]]).toEqual(['out', 'unknown']);
  });

  it('has submitted once a later report names its men, or does not name it', async () => {
    const named = await availabilities({ reports: [open(NOON), line(ONE, 'out', FIVE)] });
    expect([named[ONE], named[OSTRANDER]]).toEqual(['out', 'available']);
    await bench.warehouse.execute('DELETE FROM nba_raw.injury_reports WHERE TRUE');
    await bench.warehouse.execute(`DELETE FROM ${injuryNews.name} WHERE TRUE`);
    expect(await availabilities({ reports: [open(NOON), boston] })).toMatchObject({ [ONE]: 'available' });
  });

  it('has not by a report after tip-off', async () => {
    const made = await availabilities({ reports: [open(FIVE), line(ONE, 'out', EIGHT)] });
    expect([made[ONE], made[OSTRANDER]]).toEqual(['unknown', 'unknown']);
  });

  it('is known from lists all the same', async () => {
    const made = await availabilities({ reports: [open(FIVE)], lists: [listed(ONE, 'out', EVE)] });
    expect([made[ONE], made[OSTRANDER]]).toEqual(['out', 'available']);
  });
});
