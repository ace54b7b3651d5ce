import { EVENT } from '../domain/event-codes.js';
import { periodSecondsSql } from '../domain/minutes.js';
import { FILES } from '../raw/raw-schema.js';
import { RAW_PLAY_BY_PLAY } from '../raw/tables/play-by-play.js';
import { RAW_SHOT_CHART } from '../raw/tables/shot-chart.js';
import { BLOCK_STATS, ZONE_STATS } from '../tables/box-columns.js';
import { BIGDATABALL_EVENTS, PLAYER_GAME_EVENTS } from '../tables/names.js';
import { onCourt } from '../tables/reference/player-minutes.js';
import { counted, playerEvents } from './box.js';
import { eventsOf } from './events-of.js';
import { type Ask, type Explainer, idOf, source } from './explainer.js';
import type { Basis, Source } from './report.js';

const PLAYERS = [
  ...['fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts', 'ft_makes', 'ft_attempts'],
  ...['offensive_rebounds', 'defensive_rebounds', 'rebounds', 'assists', 'steals', 'blocks', 'personal_fouls'],
  ...ZONE_STATS,
  ...BLOCK_STATS,
  ...['assisted_fg_makes', 'unassisted_fg_makes', 'and1_count'],
];

/** A player's box of a game: the events. */
export const playerEventBox: Explainer = {
  sources: async (ask) => [await playerEvents(ask)],
  bases: () => counted(),
};

/** A team's box of a game: its players' boxes. */
export const teamEventBox: Explainer = {
  async sources(ask) {
    const players = await source(
      ask,
      {
        name: 'players',
        table: PLAYER_GAME_EVENTS,
        note: 'its players in this game; the team turnovers come on top',
        sql: `SELECT player_id, player_name, points, turnovers, ${PLAYERS.join(', ')} FROM ${PLAYER_GAME_EVENTS}
          WHERE game_id = $1 AND team_abbr = $2 ORDER BY points DESC, player_id`,
      },
      [idOf(ask.row, 'game_id'), idOf(ask.row, 'team_abbr')],
    );
    return [players];
  },
  bases: () => ({
    ...Object.fromEntries(
      ['points', ...PLAYERS].map((name): [string, Basis] => [name, { source: 'players', how: 'sum', inputs: [name] }]),
    ),
    turnovers: { source: 'players', how: 'formula', inputs: ['turnovers'] },
  }),
};

const pairOf = ({ row }: Ask): [string, number] => [idOf(row, 'game_id'), Number(row.player_id)];

/** Time on court: what each period adds, and the substitutions behind it. */
export const timeOnCourt: Explainer = {
  async sources(ask) {
    const events = await eventsOf(ask, idOf(ask.row, 'game_id'));
    const periods = await source(
      ask,
      {
        name: 'periods',
        table: events,
        note: 'seconds = clock_sum (elapsed at each out minus at each in) + the whole period if he ends it on court (starts + ins - outs)',
        sql: `WITH ${onCourt(ask.ctx)}
          SELECT period, starts, ins, outs, clock_sum, clock_sum + (CASE WHEN starts THEN 1 ELSE 0 END + ins - outs) * ${periodSecondsSql('period')} AS seconds
          FROM on_court WHERE game_id = $1 AND player_id = $2 ORDER BY period DESC`,
      },
      pairOf(ask),
    );
    return [periods, await substitutions(ask, events)];
  },
  bases: () => ({ seconds_played: { source: 'periods', how: 'sum', inputs: ['seconds'] } }),
};

function substitutions(ask: Ask, events: string): Promise<Source> {
  return source(
    ask,
    {
      name: 'substitutions',
      table: events,
      note: 'that name him; who begins a period is seen in it before he comes in',
      sql: `SELECT p.event_num, p.period, CASE WHEN p.player1_id = $2 THEN 'out' ELSE 'in' END AS goes,
          ${periodSecondsSql('p.period')} - p.clock_seconds AS elapsed, f.path AS file, p.source_row AS file_line
        FROM ${events} p LEFT JOIN ${FILES} f ON f.file_id = p.file_id
        WHERE p.game_id = $1 AND ${unrepeated(events)} AND p.event_type = ${EVENT.substitution} AND $2 IN (p.player1_id, p.player2_id)
        ORDER BY p.event_index DESC`,
    },
    pairOf(ask),
  );
}

/** Only the raw table holds what its file repeats. */
const unrepeated = (events: string) => (events === BIGDATABALL_EVENTS ? 'TRUE' : 'NOT p.is_duplicate');

/** A shot: its event, and the row of the chart that tells where it was taken. */
export const shotTaken: Explainer = {
  async sources(ask) {
    const game = idOf(ask.row, 'game_id');
    const events = await eventsOf(ask, game);
    const lineOf = (table: string) => `f.path AS file, p.source_row AS file_line FROM ${table} p
      LEFT JOIN ${FILES} f ON f.file_id = p.file_id WHERE p.game_id = $1`;
    return [
      await source(
        ask,
        {
          name: 'event',
          table: events,
          note: 'as the play-by-play has it',
          sql: `SELECT p.event_num, COALESCE(p.home_description, p.visitor_description) AS text, p.loc_x, p.loc_y, p.shot_distance, ${lineOf(events)} AND p.event_index = $2`,
        },
        [game, Number(ask.row.event_index)],
      ),
      await source(
        ask,
        {
          name: 'chart',
          table: RAW_SHOT_CHART,
          note: 'as the shot chart has it',
          // Of another source's plays the numbers are not those of the chart.
          sql: `SELECT p.loc_x, p.loc_y, p.distance_ft, p.zone_basic, ${lineOf(RAW_SHOT_CHART)} AND p.event_num = $2 AND ${events === RAW_PLAY_BY_PLAY} ORDER BY p.source_row LIMIT 1`,
        },
        [game, Number(ask.row.event_num)],
      ),
    ];
  },
  bases: (row) => ({
    ...(row.distance_source === 'shot_chart' ? placeOnChart : placeOfEvent),
    made: { source: 'event', how: 'formula', inputs: ['text'] },
    value: { source: 'event', how: 'formula', inputs: ['text'] },
  }),
};

const placeOnChart: Record<string, Basis> = {
  x: { source: 'chart', how: 'copy', inputs: ['loc_x'] },
  y: { source: 'chart', how: 'copy', inputs: ['loc_y'] },
  distance_ft: { source: 'chart', how: 'formula', inputs: ['loc_x', 'loc_y', 'distance_ft'] },
};
const placeOfEvent: Record<string, Basis> = {
  x: { source: 'event', how: 'copy', inputs: ['loc_x'] },
  y: { source: 'event', how: 'copy', inputs: ['loc_y'] },
  distance_ft: { source: 'event', how: 'formula', inputs: ['loc_x', 'loc_y', 'shot_distance', 'text'] },
};
