import { asOf, asOfIntervals } from '../../src/tables/as-of.js';
import { col, shared, windowAccount } from '../../src/tables/columns.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { bothTeams } from '../../src/tables/expectations/both-teams.js';
import { teamsOfTheSeason } from '../../src/tables/expectations/season-entities.js';
import { wasKnown } from '../../src/tables/windows/was-known.js';

const GAMES = 'nba_reference.games';
const BOXES = 'nba_raw.nbac_team_boxscores';
const EVENTS = 'nba_raw.nbac_play_by_play';
const LINES = 'nba_raw.odds_game_lines';
const GAME = 'nba_analytics.mini_game';
const FORM = 'nba_precompute.mini_form';

const today = [{ kind: 'same_date' }] as const;

/** A team and its game: points from the box, paint attempts only where the game has events. */
export const miniGame: TableDefinition = {
  name: GAME,
  alias: 'mg',
  phase: 3,
  grain: 'a team and a game it played',
  key: ['game_id', 'team_abbr'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'team', id: 'team_abbr', game: 'game_id' },
  expects: bothTeams,
  reads: [GAMES, BOXES, EVENTS].map((table) => ({ table, windows: today })),
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.teamAbbr,
    col.count('points', 'Points.', { max: 200 }),
    col.count('paint_attempts', 'Attempts in the paint.', { max: 100, critical: { valid: 'paint_attempts > 0' } }),
    shared.missingInputs,
  ],
  sql: (ctx) => `
    SELECT g.game_id, g.game_date, g.season, g.team_abbr, b.points, CASE WHEN e.game_id IS NOT NULL THEN b.fg_attempts END AS paint_attempts,
      ${ctx.d.listOfPresent([`CASE WHEN e.game_id IS NULL THEN 'no_play_by_play' END`])} AS missing_inputs,
      CASE WHEN b.team_abbr IS NULL THEN 'DATA_GAP' END AS failure_category, CASE WHEN b.team_abbr IS NULL THEN 'no box score' END AS failure_reason
    FROM (SELECT game_id, game_date, season, home_abbr AS team_abbr FROM ${ctx.sameDate(GAMES)} h
      UNION ALL SELECT game_id, game_date, season, away_abbr FROM ${ctx.sameDate(GAMES)} a) g
    LEFT JOIN ${ctx.sameDate(BOXES)} b ON b.game_date = g.game_date AND b.team_abbr = g.team_abbr
    LEFT JOIN (SELECT DISTINCT game_id FROM ${ctx.sameDate(EVENTS)} x) e ON e.game_id = g.game_id`,
};

/** Team form over the last 3 scheduled games. `leaky` sees the game to be predicted. */
export const miniForm = (leaky = false): TableDefinition => ({
  name: FORM,
  alias: 'mf',
  phase: 4,
  grain: 'a team and a date',
  key: ['team_abbr', 'analysis_date'],
  partitionColumn: 'analysis_date',
  pregame: true,
  entity: { kind: 'team', id: 'team_abbr' },
  expects: {
    ...teamsOfTheSeason,
    failureBands: [
      { from_day: 0, to_day: 2, low: 0.4, high: 0.6 },
      { from_day: 3, to_day: null, low: 0.1, high: 0.2 },
    ],
  },
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    { table: GAME, windows: [{ kind: 'team_games_before', games: 3 }] },
  ],
  columns: [
    shared.analysisDate,
    shared.season,
    shared.teamAbbr,
    col.double('points_avg', 'Points, last 3.', { min: 0, max: 200 }),
    col.double('paint_avg', 'Attempts in the paint per game that has them, last 3.', { min: 0, critical: {} }),
    ...windowAccount('last 3', 'team'),
    shared.missingInputs,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const games = `(SELECT s.game_id, s.game_date, s.season, s.team_abbr, g.points, g.paint_attempts
      FROM ${ctx.teamSchedule()} s LEFT JOIN ${ctx.history(GAME)} g ON g.game_id = s.game_id AND g.team_abbr = s.team_abbr)`;
    const states = asOfIntervals(d, {
      source: games,
      entity: ['team_abbr'],
      columns: (w) => ({
        points_avg: w.mean('points', 3),
        paint_avg: w.mean('paint_attempts', 3),
        found: w.count('paint_attempts', 3),
        expected: `COUNT(*) OVER ${w.frame(3)}`,
        window_start: w.firstDate(3),
      }),
    });
    const bound = leaky
      ? 's.season = b.season AND s.known_after <= b.partition_date AND b.partition_date < s.known_until'
      : asOf('s', 'b.partition_date', 'b.season');
    return `WITH states AS ${states},
      wanted AS (SELECT b.partition_date AS analysis_date, b.season, t.team_abbr, s.points_avg, s.paint_avg, s.found, s.expected, s.window_start
        FROM ${ctx.dates} b JOIN (SELECT DISTINCT season, team_abbr FROM ${ctx.teamSchedule()} x) t ON t.season = b.season
        LEFT JOIN states s ON s.team_abbr = t.team_abbr AND ${bound}),
      missing AS (SELECT w.analysis_date, w.team_abbr, ${d.textList('m.game_id')} AS games FROM wanted w JOIN ${games} m
        ON m.team_abbr = w.team_abbr AND m.game_date >= w.window_start AND m.game_date < w.analysis_date AND m.paint_attempts IS NULL
        GROUP BY w.analysis_date, w.team_abbr)
      SELECT w.analysis_date, w.season, w.team_abbr, w.points_avg, w.paint_avg, w.expected AS games_expected, w.found AS games_found,
        COALESCE(m.games, ${d.emptyList()}) AS games_missing, 0 AS games_dnp,
        ${d.listOfPresent([`CASE WHEN w.found < w.expected THEN 'games_missing' END`])} AS missing_inputs,
        CASE WHEN w.expected IS NULL THEN 'INSUFFICIENT_DATA' WHEN w.found = 0 THEN 'DATA_GAP' END AS failure_category,
        CASE WHEN w.expected IS NULL THEN 'no earlier game' WHEN w.found = 0 THEN 'no game with events' END AS failure_reason
      FROM wanted w LEFT JOIN missing m ON m.analysis_date = w.analysis_date AND m.team_abbr = w.team_abbr`;
  },
});

/**
 * Features of each scheduled team-game. `postTip` takes the last quote of the day, whenever it was made; `late` what says of itself
 * that it was made before, whenever it was known.
 */
export const miniFeatures = (postTip = false, late = false): TableDefinition => ({
  name: 'nba_predictions.mini_features',
  alias: 'mx',
  phase: 5,
  grain: 'a team and a scheduled game',
  key: ['game_id', 'team_abbr'],
  partitionColumn: 'game_date',
  pregame: true,
  entity: { kind: 'team', id: 'team_abbr', game: 'game_id' },
  expects: bothTeams,
  reads: [GAMES, LINES, FORM].map((table) => ({ table, windows: today })),
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.teamAbbr,
    { ...shared.knownBeforeGame, mayBeConstant: true },
    col.double('paint_avg', 'From the form.', { min: 0 }),
    col.double('game_spread', 'Last quote before tip-off.', { min: -60, max: 60 }),
    ...windowAccount('last 3', 'team'),
    shared.missingInputs,
  ],
  sql: (ctx) => `
    SELECT g.game_id, g.game_date, g.season, g.team_abbr, TRUE AS known_before_game, f.paint_avg, l.spread AS game_spread,
      f.games_expected, f.games_found, f.games_missing, f.games_dnp, f.missing_inputs,
      CASE WHEN f.team_abbr IS NULL THEN 'MISSING_DEPENDENCY' END AS failure_category, CASE WHEN f.team_abbr IS NULL THEN 'no form' END AS failure_reason
    FROM (SELECT game_id, game_date, season, tipoff_at, home_abbr AS team_abbr FROM ${ctx.sameDate(GAMES)} h
      UNION ALL SELECT game_id, game_date, season, tipoff_at, away_abbr FROM ${ctx.sameDate(GAMES)} a) g
    LEFT JOIN ${ctx.sameDate(FORM)} f ON f.analysis_date = g.game_date AND f.team_abbr = g.team_abbr
    LEFT JOIN (SELECT q.*, ROW_NUMBER() OVER (PARTITION BY q.game_date, q.team_abbr ORDER BY q.quoted_at DESC, q.source_row DESC) AS latest
      FROM ${ctx.everKnown(LINES)} q JOIN ${ctx.sameDate(GAMES)} t ON t.game_date = q.game_date AND q.team_abbr IN (t.home_abbr, t.away_abbr)
      WHERE ${postTip ? 'TRUE' : 'q.quoted_at < t.tipoff_at'} AND ${late ? 'TRUE' : wasKnown('q', 't.tipoff_at')}) l
      ON l.game_date = g.game_date AND l.team_abbr = g.team_abbr AND l.latest = 1`,
});

export const MINI_TABLES: readonly TableDefinition[] = [miniGame, miniForm(), miniFeatures()];
