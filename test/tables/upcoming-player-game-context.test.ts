import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/engine/warehouse.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { playerGameSummary as PGS } from '../../src/tables/analytics/player-game-summary.js';
import { teamOffenseGameSummary as TOGS } from '../../src/tables/analytics/team-offense-game-summary.js';
import { upcomingPlayerGameContext as UPGC } from '../../src/tables/analytics/upcoming-player-game-context.js';
import { upcomingTeamGameContext as UTGC } from '../../src/tables/analytics/upcoming-team-game-context.js';
import type { Column, TableDefinition } from '../../src/tables/definition.js';
import { birthDates } from '../../src/tables/reference/build/birth-dates.js';
import { injuryNews as news } from '../../src/tables/reference/injury-news.js';
import { Bench, game } from './bench-table.js';

const column = (name: string, type: Column['type']): Column => ({ name, type, meaning: name });

const props: TableDefinition = {
  ...PGS,
  name: 'nba_reference.prop_lines',
  alias: 'props',
  columns: [
    column('game_id', 'string'),
    column('game_date', 'date'),
    column('player_id', 'integer'),
    column('market', 'string'),
    column('line', 'double'),
    column('book', 'string'),
    column('quoted_at', 'timestamp'),
    column('line_is_untimed', 'boolean'),
  ],
};
/** News of a man whom the name means. */
const CERTAIN = { is_certain: true, identified_by: 'name' };

const D = '2021-12-10';
const days = ['2021-11-26', '2021-11-28', '2021-12-04', '2021-12-08', '2021-12-09'] as const;
const [STAR, ROLE, STALE, TRADED, DEBUTANT] = [1, 2, 3, 4, 5] as const;

const appearance = (player: number, date: string, cells: Record<string, unknown> = {}) => ({
  game_id: `m${date}`,
  game_date: date,
  season: '2021-22',
  player_id: player,
  player_lookup: `p${player}`,
  player_name: `P ${player}`,
  team_abbr: 'MIL',
  player_status: 'played',
  seconds_played: 1800,
  points: 20,
  usage_rate: 0.3,
  plays_used: 18,
  team_plays_on_court: 60,
  is_starter: true,
  ...(cells as Record<string, string | number | boolean | null>),
});

const listed = (day: string, player: number, sequence: number, designation: string) => ({
  ...{ news_date: day, told_on: day, player_id: player, sequence, designation, source_kind: 'list' },
  ...CERTAIN,
});
const reported = (told: string, player: number, sequence: number, designation: string, inTime = true) => ({
  ...listed(D, player, sequence, designation),
  ...{ told_on: told, source_kind: 'report', game_id: `m${D}`, is_before_tipoff: inTime },
});

let rows: Map<number, Row>;
let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open([PGS, TOGS, UTGC, UPGC, props, news], [...RAW_STORED, birthDates]);
  await bench.put(
    'nba_reference.games',
    [...days, D].map((date) => game({ game_id: `m${date}`, game_date: date, home_abbr: 'MIL', away_abbr: 'BOS' })),
  );
  await bench.put(
    TOGS.name,
    days.map((date) => ({ game_id: `m${date}`, game_date: date, season: '2021-22', team_abbr: 'MIL' })),
  );
  await bench.put(PGS.name, [
    ...days.map((date, i) => appearance(STAR, date, { over_under_result: ['UNDER', 'OVER', 'PUSH', 'OVER', null][i] })),
    ...days.slice(0, 4).map((date) =>
      appearance(ROLE, date, {
        usage_rate: 0.2,
        plays_used: 10,
        team_plays_on_court: 50,
        points: 10,
        seconds_played: 1440,
      }),
    ),
    // Last seen more than 30 days before D.
    appearance(STALE, '2021-11-08', { game_id: 'old' }),
    // His latest game was for Boston.
    appearance(TRADED, days[0]),
    appearance(TRADED, days[3], { team_abbr: 'BOS' }),
    // Plays on D without ever having been seen.
    appearance(DEBUTANT, D),
    appearance(ROLE, D, { points: 60 }),
  ]);
  const context = { game_id: `m${D}`, game_date: D, season: '2021-22', season_type: 'regular' };
  await bench.put(UTGC.name, [
    {
      ...context,
      team_abbr: 'MIL',
      opponent_team_abbr: 'BOS',
      is_home: true,
      days_rest: 0,
      pace_last_10: 102,
      data_cutoff: '2021-12-11T01:00:00',
    },
    {
      ...context,
      team_abbr: 'BOS',
      opponent_team_abbr: 'MIL',
      is_home: false,
      days_rest: 1,
      pace_last_10: 98,
      data_cutoff: '2021-12-11T01:00:00',
    },
  ]);
  await bench.put(news.name, [
    listed('2021-11-27', ROLE, 1, 'out'),
    listed('2021-12-09', STAR, 1, 'questionable'),
    listed('2021-12-09', STAR, 2, 'out'),
    listed(D, STAR, 1, 'available'),
  ]);
  await bench.put(props.name, [
    {
      game_id: `m${D}`,
      game_date: D,
      player_id: STAR,
      market: 'points',
      line: 24.5,
      book: 'a',
      quoted_at: '2021-12-10T20:00:00',
      line_is_untimed: false,
    },
    { game_id: `m${D}`, game_date: D, player_id: ROLE, market: 'assists', line: 4.5, book: 'a', line_is_untimed: true },
  ]);
  rows = new Map((await bench.run(UPGC, [D])).map((row) => [Number(row.player_id), row]));
});
afterAll(() => bench.close());

describe('upcoming_player_game_context', () => {
  it('expects whoever played last for the team, within 30 days', () => {
    expect([...rows.keys()].sort()).toEqual([STAR, ROLE, TRADED, DEBUTANT]);
    expect([STAR, ROLE, TRADED, DEBUTANT].map((id) => rows.get(id)?.known_before_game)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(rows.get(TRADED)?.team_abbr).toBe('BOS');
  });

  it('reads availability from news before D that he has not played since', () => {
    // The star: two notices on D-1, the later one counts; that of D itself is not known. The other has played since.
    expect(rows.get(STAR)?.availability).toBe('out');
    expect(rows.get(ROLE)?.availability).toBe('available');
    expect(rows.get(DEBUTANT)?.availability).toBe('unknown');
  });

  it("counts his own games, not the team's", () => {
    expect(rows.get(STAR)).toMatchObject({
      days_since_last_game: 1,
      back_to_back: true,
      games_in_last_7_days: 3,
      minutes_in_last_7_days: 90,
      avg_minutes_per_game_last_7: 30,
      back_to_backs_last_14_days: 1,
      games_in_last_14_days: 5,
    });
    expect(rows.get(ROLE)).toMatchObject({
      days_since_last_game: 2,
      back_to_back: false,
      games_in_last_7_days: 2,
      minutes_in_last_7_days: 48,
      games_dnp: 1,
      points_avg_last_5: 10,
    });
    expect(rows.get(DEBUTANT)).toMatchObject({
      days_since_last_game: null,
      games_in_last_7_days: 0,
      avg_minutes_per_game_last_7: null,
      points_avg_last_5: null,
    });
  });

  it('hands the plays of a star who is out to the others', () => {
    // The star uses .30 x 30 minutes = 9, the role player .20 x 24 = 4.8: 9 / 13.8 of the plays and 30 / 54 of the minutes are gone.
    const role = rows.get(ROLE)!;
    expect(role.vacated_usage).toBeCloseTo(9 / 13.8, 12);
    expect(role.vacated_minutes).toBeCloseTo(30 / 54, 12);
    expect(role.projected_usage_rate).toBeCloseTo(0.2 * (1 + 0.5 * ((1 - 30 / 54) / (1 - 9 / 13.8) - 1)), 12);
    expect([role.star_teammates_out, rows.get(STAR)?.star_teammates_out]).toEqual([1, 0]);
  });

  it('takes nobody for available whom unresolved news could mean, and hands over nothing of his', async () => {
    const doubt = { ...listed(days[4]!, ROLE, 1, 'out'), is_certain: false, identified_by: 'family_name' };
    await bench.put(news.name, [{ ...doubt, team_abbr: 'MIL' }]);
    const made = new Map((await bench.run(UPGC, [D])).map((row) => [Number(row.player_id), row]));
    await bench.warehouse.execute(`DELETE FROM ${news.name} WHERE NOT is_certain`);
    expect(made.get(ROLE)).toMatchObject({ availability: 'unknown', star_teammates_out: 1 });
    expect(made.get(ROLE)?.missing_inputs).toContain('unresolved_news');
    expect(made.get(STAR)).toMatchObject({ availability: 'out', vacated_usage: null, star_teammates_out: null });
    expect(made.get(STAR)?.missing_inputs).toContain('unresolved_news');
  });

  it('has no age, but its row, for a birth date that cannot be his', async () => {
    await bench.put('nba_raw.nbac_player_info', [
      { player_id: STAR, birth_date: '1900-01-01', known_at: '2021-10-01T00:00:00', file_id: 1, source_row: 1 },
      { player_id: ROLE, birth_date: '2021-10-01', known_at: '2021-10-01T00:00:00', file_id: 1, source_row: 2 },
    ]);
    await birthDates.build?.(bench.warehouse);
    const made = new Map((await bench.run(UPGC, [D])).map((row) => [Number(row.player_id), row]));
    await bench.warehouse.execute('DELETE FROM nba_raw.nbac_player_info');
    for (const id of [STAR, ROLE]) {
      expect(made.get(id)).toMatchObject({ player_age: null, failure_category: null });
      expect(made.get(id)?.missing_inputs).toContain('impossible_birth_date');
    }
  });

  it('knows his age where a source tells his date of birth, from his birthday on a year more', async () => {
    await bench.put('nba_raw.nbac_player_info', [
      { player_id: STAR, birth_date: '1991-12-10', known_at: '2021-10-01T00:00:00', file_id: 1, source_row: 1 },
      { player_id: ROLE, birth_date: '1990-01-01', known_at: '2021-10-01T00:00:00', file_id: 1, source_row: 2 },
      { player_id: ROLE, birth_date: '1991-12-11', known_at: '2021-10-02T00:00:00', file_id: 2, source_row: 1 },
      { player_id: TRADED, birth_date: null, known_at: '2021-10-02T00:00:00', file_id: 2, source_row: 2 },
    ]);
    await birthDates.build?.(bench.warehouse);
    const made = new Map((await bench.run(UPGC, [D])).map((row) => [Number(row.player_id), row]));
    expect([STAR, ROLE, TRADED].map((id) => made.get(id)?.player_age)).toEqual([30, 29, null]);
    const lacking = [STAR, ROLE, TRADED].map((id) => String(made.get(id)?.missing_inputs).includes('no_birth_date'));
    expect(lacking).toEqual([false, false, true]);
  });

  it('keeps streaks over pushes and games without a line', () => {
    expect(rows.get(STAR)).toMatchObject({ prop_over_streak: 2, prop_under_streak: 0 });
    expect(rows.get(ROLE)).toMatchObject({ prop_over_streak: null, prop_under_streak: null });
  });

  it('has a line only where one was quoted', () => {
    expect(rows.get(STAR)).toMatchObject({ has_prop_line: true, points_line: 24.5, points_line_book: 'a' });
    expect(rows.get(ROLE)).toMatchObject({ has_prop_line: false, points_line: null });
    expect(rows.get(ROLE)?.missing_inputs).toContain('no_points_line');
  });

  it('knows neither load nor vacated usage where a game or a team-mate who is out is not measured', async () => {
    const unmeasured = 6;
    const unknown = { usage_rate: null, plays_used: null, team_plays_on_court: null };
    await bench.put(PGS.name, [
      ...days.slice(0, 4).map((date) => appearance(unmeasured, date, unknown)),
      appearance(unmeasured, days[4], { ...unknown, seconds_played: null }),
    ]);
    const before = new Map((await bench.run(UPGC, [D])).map((row) => [Number(row.player_id), row]));
    expect(before.get(unmeasured)).toMatchObject({ games_in_last_7_days: 3, minutes_in_last_7_days: null });
    expect(before.get(unmeasured)).toMatchObject({ minutes_in_last_14_days: null, avg_minutes_per_game_last_7: null });
    expect(before.get(unmeasured)?.missing_inputs).toContain('no_minutes');
    // He is available: the plays of the star are handed over as before.
    expect(before.get(ROLE)?.vacated_usage).toBeCloseTo(9 / 13.8, 12);

    await bench.put(news.name, [listed(days[4], unmeasured, 1, 'out')]);
    const after = new Map((await bench.run(UPGC, [D])).map((row) => [Number(row.player_id), row]));
    const nothing = {
      vacated_usage: null,
      vacated_minutes: null,
      projected_usage_rate: null,
      star_teammates_out: null,
    };
    expect(after.get(ROLE)).toMatchObject(nothing);
    expect(after.get(ROLE)?.missing_inputs).toContain('no_team_usage');
    // Of the others only the star is out, whose usage is measured.
    expect(after.get(unmeasured)?.star_teammates_out).toBe(1);
  });

  it('follows the latest report on the game from before tip-off; a list of a later day overtakes it', async () => {
    const availability = async () => {
      const made = await bench.run(UPGC, [D]);
      return made.find((row) => Number(row.player_id) === STAR)?.availability;
    };
    // He is out by the list of the day before.
    expect(await availability()).toBe('out');
    await bench.put(news.name, [reported('2021-12-08', STAR, 2, 'doubtful')]);
    expect(await availability()).toBe('out');
    await bench.put(news.name, [reported('2021-12-09', STAR, 3, 'questionable')]);
    expect(await availability()).toBe('questionable');
    await bench.put(news.name, [{ ...reported(D, STAR, 4, 'out'), game_id: 'another' }]);
    expect(await availability()).toBe('questionable');
    await bench.put(news.name, [reported(D, STAR, 5, 'available')]);
    expect(await availability()).toBe('available');
    await bench.put(news.name, [reported(D, STAR, 6, 'out', false)]);
    expect(await availability()).toBe('available');
  });
});
