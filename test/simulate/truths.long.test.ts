import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tally } from '../../src/simulate/collections.js';
import { type CsvRow, groupBy, number, type SimulatedLeague, simulateLeague } from './answer-key.js';
import { inferMinutes } from './infer-minutes.js';

/** Drawn anew each time; a failing test names its seed. */
const SEEDS = fc.sample(fc.nat(), 10);
const of = (row: CsvRow, ...columns: string[]) => columns.reduce((sum, column) => sum + number(row, column), 0);

describe.each(SEEDS)('the answer key of seed %i agrees with itself and with the events', (seed) => {
  let league: SimulatedLeague;
  beforeAll(async () => {
    league = await simulateLeague({ seed });
  });
  afterAll(() => league.remove());

  test('boxes: points, zones, creation, blocks and team sums', () => {
    const played = league.key('players').filter((r) => r.player_status === 'played');
    expect(played.length).toBeGreaterThan(12 * 16);
    for (const r of played) {
      const twos = number(r, 'fg_makes') - number(r, 'three_pt_makes');
      expect(of(r, 'points')).toBe(2 * twos + 3 * number(r, 'three_pt_makes') + number(r, 'ft_makes'));
      expect(of(r, 'paint_attempts', 'mid_range_attempts', 'three_pt_attempts')).toBe(number(r, 'fg_attempts'));
      expect(of(r, 'paint_makes', 'mid_range_makes', 'three_pt_makes')).toBe(number(r, 'fg_makes'));
      expect(of(r, 'assisted_fg_makes', 'unassisted_fg_makes')).toBe(number(r, 'fg_makes'));
      expect(of(r, 'paint_blocks', 'mid_range_blocks', 'three_pt_blocks')).toBe(number(r, 'blocks'));
      expect(of(r, 'offensive_rebounds', 'defensive_rebounds')).toBe(number(r, 'rebounds'));
      expect(number(r, 'personal_fouls')).toBeLessThanOrEqual(6);
    }
    const sides = groupBy(played, (r) => `${r.key_game} ${r.key_team}`);
    for (const team of league.key('teams')) {
      const mates = sides.get(`${team.key_game} ${team.key_team}`) ?? [];
      for (const column of ['points', 'assists', 'blocks', 'rebounds', 'paint_makes', 'and1_count', 'seconds_played']) {
        expect(
          mates.reduce((sum, r) => sum + number(r, column), 0),
          column,
        ).toBe(number(team, column));
      }
      expect(number(team, 'seconds_played')).toBe(5 * (2880 + 300 * number(team, 'overtime_periods')));
      expect(number(team, 'points')).toBe(number(mates[0] ?? {}, 'team_points'));
    }
  });

  test('five distinct players at every second, and their seconds are the playing time', () => {
    const seconds = new Tally<string>();
    for (const stints of groupBy(league.key('lineups'), (r) => `${r.key_game} ${r.key_team} ${r.period}`).values()) {
      let at = number(stints[0] ?? {}, 'period') <= 4 ? 720 : 300;
      for (const stint of stints) {
        expect(number(stint, 'from_clock')).toBe(at);
        at = number(stint, 'to_clock');
        const five = [1, 2, 3, 4, 5].map((n) => stint[`player_${n}`] ?? '');
        expect(new Set(five).size).toBe(5);
        for (const id of five) {
          const key = `${stint.key_game} ${id}`;
          seconds.add(key, number(stint, 'from_clock') - at);
        }
      }
      expect(at).toBe(0);
    }
    for (const r of league.key('players')) {
      const truth = r.player_status === 'played' ? number(r, 'seconds_played') : 0;
      expect(seconds.of(`${r.key_game} ${r.player_id}`), `${r.key_game} ${r.player_name}`).toBe(truth);
    }
  });

  test('playing time can be worked out from the events to the second', () => {
    const starters = new Map(
      league.rows(`${league.season}/games.csv`).map((r) => [r.game_id, new Set((r.starter_ids ?? '').split('|'))]),
    );
    const truth = groupBy(league.key('players'), (r) => r.key_game ?? '');
    for (const [game, events] of groupBy(playByPlay(league), (r) => r.GAME_ID ?? '')) {
      const inferred = inferMinutes(events, starters.get(game) ?? new Set());
      const played = (truth.get(game) ?? []).filter((r) => r.player_status === 'played');
      expect(inferred.size).toBe(played.length);
      for (const r of played)
        expect(inferred.get(r.player_id ?? ''), `${game} ${r.player_name}`).toBe(number(r, 'seconds_played'));
    }
  });

  test('the printed score never falls, and the texts add up to the key', () => {
    const truth = new Map(league.key('players').map((r) => [`${r.key_game} ${r.player_id}`, r]));
    for (const [game, events] of groupBy(playByPlay(league), (r) => r.GAME_ID ?? '')) {
      let [visitor, home] = [0, 0];
      const last = events.length - 1;
      events.forEach((event, i) => {
        const score = /^(\d+) - (\d+)$/.exec(event.SCORE ?? '');
        // The end of a game may repeat an older score: two real games in a season do.
        if (score === null || i === last) return;
        expect(Number(score[1])).toBeGreaterThanOrEqual(visitor);
        expect(Number(score[2])).toBeGreaterThanOrEqual(home);
        [visitor, home] = [Number(score[1]), Number(score[2])];
      });
      const counted = countTexts(events);
      for (const [player, counts] of counted) {
        const r = truth.get(`${game} ${player}`) ?? {};
        for (const [column, value] of Object.entries(counts))
          expect(value, `${game} ${player} ${column}`).toBe(number(r, column));
      }
    }
  });

  test('shots of the key are the shots of the chart, and count up to the boxes', () => {
    const chart = new Map(
      league.rows(`${league.season}/shot_chart.csv`).map((r) => [`00${r.GAME_ID} ${r.GAME_EVENT_ID}`, r]),
    );
    const shots = league.key('shots');
    for (const s of shots) {
      const c = chart.get(`${s.key_game} ${s.event_num}`) ?? {};
      expect([c.PLAYER_ID, c.LOC_X, c.LOC_Y]).toEqual([s.shooter_id, s.spot_x, s.spot_y]);
      const feet = Math.sqrt(number(s, 'spot_x') ** 2 + number(s, 'spot_y') ** 2) / 10;
      const zone = s.shot_value === '3' ? 'three' : feet <= 8 ? 'paint' : 'mid_range';
      expect(s.zone).toBe(zone);
      if (s.shot_value === '3') expect(feet).toBeGreaterThan(21.9);
    }
    const made = groupBy(
      shots.filter((s) => s.is_and_one === '1'),
      (s) => `${s.key_game} ${s.shooter_id}`,
    );
    for (const r of league.key('players').filter((p) => p.player_status === 'played')) {
      expect(made.get(`${r.key_game} ${r.player_id}`)?.length ?? Number(0)).toBe(number(r, 'and1_count'));
    }
  });
});

/** Events of all games; the few rows that repeat another in every column are dropped, as any reader must. */
function playByPlay(league: SimulatedLeague): CsvRow[] {
  const rows = ['regular', 'playoffs'].flatMap((kind) => league.rows(`${league.season}/play_by_play_${kind}.csv`));
  return [...new Map(rows.map((row) => [Object.values(row).join(), row])).values()];
}

type Counts = Record<
  | 'points'
  | 'fg_attempts'
  | 'three_pt_makes'
  | 'assists'
  | 'blocks'
  | 'steals'
  | 'rebounds'
  | 'turnovers'
  | 'personal_fouls',
  number
>;

/** What a reader of the descriptions counts, knowing nothing of the engine. */
function countTexts(events: readonly CsvRow[]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const add = (id: string | undefined, column: keyof Counts, value = 1) => {
    if (id === undefined || id === '0' || id.startsWith('16106127')) return;
    const row = counts.get(id) ?? {
      points: 0,
      fg_attempts: 0,
      three_pt_makes: 0,
      assists: 0,
      blocks: 0,
      steals: 0,
      rebounds: 0,
      turnovers: 0,
      personal_fouls: 0,
    };
    row[column] += value;
    counts.set(id, row);
  };
  for (const e of events) {
    const text = `${e.HOMEDESCRIPTION} ${e.VISITORDESCRIPTION}`;
    switch (e.EVENTMSGTYPE) {
      case '1':
        add(e.PLAYER1_ID, 'fg_attempts');
        add(e.PLAYER1_ID, 'points', text.includes('3PT') ? 3 : 2);
        if (text.includes('3PT')) add(e.PLAYER1_ID, 'three_pt_makes');
        add(e.PLAYER2_ID, 'assists');
        break;
      case '2':
        add(e.PLAYER1_ID, 'fg_attempts');
        add(e.PLAYER3_ID, 'blocks');
        break;
      case '3':
        if (!text.includes('MISS')) add(e.PLAYER1_ID, 'points');
        break;
      case '4':
        add(e.PLAYER1_ID, 'rebounds');
        break;
      case '5':
        add(e.PLAYER1_ID, 'turnovers');
        add(e.PLAYER2_ID, 'steals');
        break;
      case '6':
        if (['1', '2', '3', '4', '6', '9', '14', '15', '26', '28'].includes(e.EVENTMSGACTIONTYPE ?? ''))
          add(e.PLAYER1_ID, 'personal_fouls');
        break;
    }
  }
  return counts;
}
