import { RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { GAMES, PLAYER_ALIASES, PROP_LINES } from '../names.js';
import { NAMED_READS, namedPlayers } from './named-players.js';
import { today } from './play-by-play.js';
import { propLineTrace } from './prop-lines-trace.js';
import { propQuotes } from './prop-quotes.js';
import { earliestFirst, latestFirst } from './quotes.js';

export const propLines: TableDefinition = {
  name: PROP_LINES,
  alias: 'prop_lines',
  title: 'Prop lines',
  phase: 2,
  grain: 'a player, a game and a market with quotes: the line as it stood before tip-off',
  key: ['game_id', 'player_id', 'market'],
  partitionColumn: 'game_date',
  pregame: true,
  entity: { kind: 'player', id: 'COALESCE(CAST(player_id AS STRING), player_name)', game: 'game_id' },
  trace: propLineTrace,
  reads: [{ table: GAMES, windows: today }, { table: RAW_PROP_ODDS, windows: today }, ...NAMED_READS],
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.playerId,
    col.text('player_name', 'Name as the source prints it.', { required: true }),
    col.text('market', 'points, rebounds, assists, points_rebounds_assists, ...', { required: true }),
    col.double('line', 'The number to beat, last quote before tip-off.', {
      unit: "the market's",
      min: 0,
      max: 200,
      required: true,
    }),
    col.text('book', 'Book of the quote.', { required: true }),
    col.time('quoted_at', 'Time of the quote; NULL where the source gives none.'),
    col.integer('over_price', 'Price of the over.', { unit: 'American odds' }),
    col.integer('under_price', 'Price of the under.', { unit: 'American odds' }),
    col.double('opening_line', 'First quoted line, of quotes with a time.', { unit: "the market's", min: 0, max: 200 }),
    col.double('line_movement', 'line - opening_line.', {
      unit: "the market's",
      min: -200,
      max: 200,
      mayBeConstant: true,
    }),
    col.flag('line_is_untimed', 'Whether the quote has no time.', { required: true, mayBeConstant: true }),
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const last = latestFirst('q');
    const pick = (name: string) => `${d.firstBy(`q.${name}`, last)}`;
    const price = (side: 'over' | 'under') =>
      d.firstBy(
        `q.${side}_price`,
        last,
        `q.${side}_price IS NOT NULL AND q.line = q.chosen_line AND q.book = q.chosen_book`,
      );
    const order = `OVER (PARTITION BY q.game_id, q.player_lookup, q.market ORDER BY ${last} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
    return `
WITH raw_quotes AS (
${propQuotes(ctx)}),
quotes AS (SELECT q.*, FIRST_VALUE(q.line) ${order} AS chosen_line, FIRST_VALUE(q.book) ${order} AS chosen_book FROM raw_quotes q),
picked AS (
  SELECT q.game_id, q.game_date, q.season, q.player_lookup, q.market, q.home_abbr, q.away_abbr, MIN(q.player_name) AS player_name,
    ${pick('line')} AS line, ${pick('book')} AS book, ${pick('quoted_at')} AS quoted_at, ${price('over')} AS over_price, ${price('under')} AS under_price,
    ${d.firstBy('q.line', earliestFirst('q'), 'q.quoted_at IS NOT NULL')} AS opening_line
  FROM quotes q GROUP BY q.game_id, q.game_date, q.season, q.player_lookup, q.market, q.home_abbr, q.away_abbr),
names AS ${namedPlayers(ctx)},
matched AS (
  SELECT p.game_id, p.market, p.player_lookup, COUNT(DISTINCT n.player_id) AS people, MIN(n.player_id) AS player_id FROM picked p
  JOIN names n ON n.on_date = p.game_date AND n.player_lookup = p.player_lookup AND n.team_abbr IN (p.home_abbr, p.away_abbr)
  GROUP BY p.game_id, p.market, p.player_lookup),
aliases AS (SELECT player_lookup, MIN(player_id) AS player_id, COUNT(DISTINCT player_id) AS people FROM ${PLAYER_ALIASES} GROUP BY player_lookup)
SELECT p.game_id, p.game_date, p.season, CASE WHEN m.people = 1 THEN m.player_id WHEN m.people IS NULL AND a.people = 1 THEN a.player_id END AS player_id,
  p.player_name, p.market, p.line, p.book, p.quoted_at, p.over_price, p.under_price, p.opening_line, p.line - p.opening_line AS line_movement,
  p.quoted_at IS NULL AS line_is_untimed,
  CASE WHEN m.people = 1 OR (m.people IS NULL AND a.people = 1) THEN NULL ELSE 'UNRESOLVED_NAME' END AS failure_category,
  CASE WHEN m.people = 1 OR (m.people IS NULL AND a.people = 1) THEN NULL
    WHEN m.people > 1 THEN 'several players of these teams are called ' || p.player_name
    ELSE 'no player of these teams so far is called ' || p.player_name END || ' (' || p.market || ')' AS failure_reason
FROM picked p
LEFT JOIN matched m ON m.game_id = p.game_id AND m.market = p.market AND m.player_lookup = p.player_lookup
LEFT JOIN aliases a ON a.player_lookup = p.player_lookup`;
  },
};
