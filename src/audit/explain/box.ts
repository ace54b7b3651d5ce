import { BLOCK_STATS, BOX_STATS, ZONE_STATS } from '../../tables/box-columns.js';
import { makeSqlContext } from '../../tables/make-context.js';
import { COUNTED, countedEvents, eventParts } from '../../tables/reference/event-stats.js';
import { playerGameEvents } from '../../tables/reference/player-game-events.js';
import { GRAPH } from '../../tables/registry.js';
import type { Row } from '../../warehouse/warehouse.js';
import { type Ask, copies, type Explainer, idOf, source } from './explainer.js';
import { oneRow } from './player-form.js';
import type { Basis, Source } from './report.js';

const PGS = 'nba_analytics.player_game_summary';
const TOGS = 'nba_analytics.team_offense_game_summary';
const PBP = 'nba_raw.nbac_play_by_play';
const TEAM_EVENTS = 'nba_reference.team_game_events';
const MINUTES = 'nba_reference.player_minutes';
const PROPS = 'nba_reference.prop_lines';

/** The events of a game that count something for a player, with the line of the file they came from. */
export function playerEvents(ask: Ask): Promise<Source> {
  const ctx = makeSqlContext(playerGameEvents, GRAPH.get, ask.warehouse.dialect);
  return source(
    ask,
    {
      name: 'events',
      table: PBP,
      note: 'events of the game that count something for him, the latest first',
      sql: `WITH ${eventParts(ctx)}, counted AS (${countedEvents(ctx)})
        SELECT p.event_num, p.period, CAST(p.clock_seconds // 60 AS VARCHAR) || ':' || LPAD(CAST(p.clock_seconds % 60 AS VARCHAR), 2, '0') AS clock,
          COALESCE(p.home_description, p.visitor_description, p.neutral_description) AS text, c.counts,
          CASE WHEN list_contains(c.counts, 'three_pt_makes') THEN 3 WHEN list_contains(c.counts, 'fg_makes') THEN 2
            WHEN list_contains(c.counts, 'ft_makes') THEN 1 END AS points, s.zone, s.distance_ft, f.path AS file, p.source_row AS file_line
        FROM counted c JOIN events p ON p.game_id = c.game_id AND p.event_index = c.event_index
        LEFT JOIN nba_reference.shots s ON s.game_id = c.game_id AND s.event_index = c.event_index
        LEFT JOIN nba_processing.files f ON f.file_id = p.file_id
        WHERE c.game_id = $1 AND c.player_id = $2 AND len(c.counts) > 0 ORDER BY p.event_index DESC, c.counts`,
    },
    [idOf(ask.row, 'game_id'), Number(ask.row.player_id)],
  );
}

/** What box scores and logs print of him in that game. */
function printedBoxes(ask: Ask): Promise<Source> {
  return source(
    ask,
    {
      name: 'printed',
      table: 'nba_raw.nbac_player_boxscores',
      note: 'what box score and game log print of him',
      sql: `SELECT b.source_kind, b.seconds, b.minutes_whole, ${BOX_STATS.map((name) => `b.${name}`).join(', ')}, b.plus_minus, b.comment,
          f.path AS file, b.source_row AS file_line
        FROM nba_raw.nbac_player_boxscores b LEFT JOIN nba_processing.files f ON f.file_id = b.file_id
        WHERE b.player_id = $1 AND b.game_date = DATE '${ask.date}' AND b.team_abbr = $2 ORDER BY b.source_kind`,
    },
    [Number(ask.row.player_id), idOf(ask.row, 'team_abbr')],
  );
}

export const playerGame: Explainer = {
  async sources(ask) {
    const { row } = ask;
    const key = { game_id: idOf(row, 'game_id'), player_id: idOf(row, 'player_id') };
    return [
      await playerEvents(ask),
      await printedBoxes(ask),
      await oneRow(ask, 'minutes', MINUTES, key),
      await oneRow(ask, 'line', PROPS, { ...key, market: 'points' }),
      await oneRow(ask, 'team', TOGS, { game_id: key.game_id, team_abbr: idOf(row, 'team_abbr') }),
    ];
  },
  bases: (row) => ({
    ...(row.box_source === 'play_by_play' ? counted() : copies('printed', BOX_STATS)),
    plus_minus: { source: 'printed', how: 'formula', inputs: ['plus_minus'] },
    ...(row.minutes_source === 'line_ups' ? lineUpMinutes : printedMinutes),
    points_line: { source: 'line', how: 'copy', inputs: ['line'] },
    points_line_book: { source: 'line', how: 'copy', inputs: ['book'] },
    opening_points_line: { source: 'line', how: 'copy', inputs: ['opening_line'] },
    win_flag: { source: 'team', how: 'copy', inputs: ['win_flag'] },
    team_points: { source: 'team', how: 'copy', inputs: ['points'] },
    opponent_points: { source: 'team', how: 'copy', inputs: ['opponent_points'] },
    usage_rate: { source: 'team', how: 'formula', inputs: ['fg_attempts', 'ft_attempts', 'turnovers', 'team_seconds'] },
  }),
};

const lineUpMinutes: Record<string, Basis> = {
  seconds_played: { source: 'minutes', how: 'copy', inputs: ['seconds_played'] },
  minutes_played: { source: 'minutes', how: 'sum', inputs: ['seconds_played'], times: 1 / 60 },
};
const printedMinutes: Record<string, Basis> = Object.fromEntries(
  ['seconds_played', 'minutes_played'].map((name) => [
    name,
    { source: 'printed', how: 'formula', inputs: ['seconds', 'minutes_whole'] },
  ]),
);

/** Box columns as counts of the events. */
export function counted(): Record<string, Basis> {
  const events = { source: 'events' } as const;
  return {
    ...Object.fromEntries(COUNTED.map((name) => [name, { ...events, how: 'count', inputs: [name] }])),
    points: { ...events, how: 'sum', inputs: ['points'] },
    rebounds: { ...events, how: 'count', inputs: ['offensive_rebounds', 'defensive_rebounds'] },
  };
}

/** The rows of a team's players in the game. */
function players(ask: Ask, name: string, team: string): Promise<Source> {
  const stats = [...BOX_STATS, ...ZONE_STATS, ...BLOCK_STATS];
  return source(
    ask,
    {
      name,
      table: PGS,
      note: `players of ${team} in this game`,
      sql: `SELECT player_id, player_name, ${stats.join(', ')}, assisted_fg_makes, unassisted_fg_makes, and1_count FROM ${PGS}
        WHERE game_id = $1 AND team_abbr = $2 ORDER BY points DESC NULLS LAST, player_id`,
    },
    [idOf(ask.row, 'game_id'), team],
  );
}

/** Turnovers of the team itself belong to no player. */
const SUMMED = [
  ...BOX_STATS.filter((name) => name !== 'turnovers'),
  ...ZONE_STATS,
  ...BLOCK_STATS,
  'assisted_fg_makes',
  'unassisted_fg_makes',
  'and1_count',
];
const sumOf = (from: string, name: string): Basis => ({ source: from, how: 'sum', inputs: [name] });

/** What the possessions of a team take of its opponent, besides the same of its own. */
const POSSESSION_PARTS = [
  'fg_makes',
  'fg_attempts',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'turnovers',
];

export const teamOffense: Explainer = {
  async sources(ask) {
    const team = idOf(ask.row, 'team_abbr');
    const key = { game_id: idOf(ask.row, 'game_id'), team_abbr: team };
    const opponent = { ...key, team_abbr: idOf(ask.row, 'opponent_team_abbr') };
    return [
      await players(ask, 'players', team),
      await oneRow(ask, 'team_events', TEAM_EVENTS, key),
      await oneRow(ask, 'opponent_events', TEAM_EVENTS, opponent),
    ];
  },
  bases: (row: Row) => ({
    ...(row.box_source === 'play_by_play'
      ? {
          ...Object.fromEntries(SUMMED.map((name) => [name, sumOf('players', name)])),
          ...copies('team_events', ['turnovers', 'overtime_periods']),
          opponent_points: { source: 'opponent_events', how: 'copy', inputs: ['points'] },
          possessions: { source: 'opponent_events', how: 'formula', inputs: POSSESSION_PARTS },
          offensive_rebound_rate: { source: 'opponent_events', how: 'formula', inputs: ['defensive_rebounds'] },
        }
      : {}),
  }),
};

export const teamDefense: Explainer = {
  async sources(ask) {
    const team = idOf(ask.row, 'team_abbr');
    const other = idOf(ask.row, 'opponent_team_abbr');
    const key = { game_id: idOf(ask.row, 'game_id'), team_abbr: other };
    return [
      await players(ask, 'opponents', other),
      await players(ask, 'players', team),
      await oneRow(ask, 'opponent_events', TEAM_EVENTS, key),
    ];
  },
  bases: (row) =>
    row.box_source === 'play_by_play'
      ? {
          ...Object.fromEntries(
            [...BOX_STATS, ...ZONE_STATS]
              .filter((name) => name !== 'turnovers')
              .map((name) => [`opp_${name}`, sumOf('opponents', name)]),
          ),
          points_allowed: sumOf('opponents', 'points'),
          opp_turnovers: { source: 'opponent_events', how: 'copy', inputs: ['turnovers'] },
          turnovers_forced: { source: 'opponent_events', how: 'copy', inputs: ['turnovers'] },
          blocks: sumOf('players', 'blocks'),
          ...Object.fromEntries(
            ['paint', 'mid_range', 'three_pt', 'unknown_zone'].map((zone) => [
              `blocks_${zone}`,
              sumOf('players', `${zone}_blocks`),
            ]),
          ),
          steals: sumOf('players', 'steals'),
          defensive_rebounds: sumOf('players', 'defensive_rebounds'),
          fouls_committed: sumOf('players', 'personal_fouls'),
        }
      : {},
};
