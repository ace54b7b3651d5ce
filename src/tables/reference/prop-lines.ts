import { movementOf, PROP_LINE } from '../../domain/line-ranges.js';
import { RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { GAMES, PROP_LINES } from '../names.js';
import { columnsOf, firstThat, selectList } from '../select-list.js';
import { aliases, NAMED_READS, namedPlayers, PERSON_MEANT } from './named-players.js';
import { today } from './play-by-play.js';
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
  trace: async () => (await import('./prop-lines-trace.js')).propLineTrace,
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
      ...PROP_LINE,
      required: true,
    }),
    col.text('book', 'Book of the quote.', { required: true }),
    col.time('quoted_at', 'Time of the quote; NULL where the source gives none.'),
    col.integer('over_price', 'Price of the over.', { unit: 'American odds' }),
    col.integer('under_price', 'Price of the under.', { unit: 'American odds' }),
    col.double('opening_line', 'First quoted line, of quotes with a time.', { unit: "the market's", ...PROP_LINE }),
    col.double('line_movement', 'line - opening_line.', {
      unit: "the market's",
      ...movementOf(PROP_LINE),
      mayBeConstant: true,
    }),
    col.flag('line_is_untimed', 'Whether the quote has no time.', { required: true, mayBeConstant: true }),
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const last = latestFirst('q');
    const pick = (name: string) => d.firstBy(`q.${name}`, last);
    const price = (side: 'over' | 'under') =>
      d.firstBy(
        `q.${side}_price`,
        last,
        `q.${side}_price IS NOT NULL AND q.line = q.chosen_line AND q.book = q.chosen_book`,
      );
    const identity = ['game_id', 'game_date', 'season', 'player_lookup', 'market', 'home_abbr', 'away_abbr'];
    const lastOf = (name: string) =>
      `FIRST_VALUE(q.${name}) OVER (PARTITION BY q.game_id, q.player_lookup, q.market ORDER BY ${last}
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
    return `
WITH raw_quotes AS (
${propQuotes(ctx)}),
quotes AS (
  SELECT q.*,
    ${lastOf('line')} AS chosen_line,
    ${lastOf('book')} AS chosen_book
  FROM raw_quotes q),
picked AS (
  SELECT ${selectList({
    ...columnsOf('q', identity),
    player_name: 'MIN(q.player_name)',
    line: pick('line'),
    book: pick('book'),
    quoted_at: pick('quoted_at'),
    over_price: price('over'),
    under_price: price('under'),
    opening_line: d.firstBy('q.line', earliestFirst('q'), 'q.quoted_at IS NOT NULL'),
  })}
  FROM quotes q GROUP BY ${identity.map((name) => `q.${name}`).join(', ')}),
names AS ${namedPlayers(ctx)},
matched AS (
  SELECT p.game_id, p.market, p.player_lookup, COUNT(DISTINCT n.player_id) AS people, MIN(n.player_id) AS player_id FROM picked p
  JOIN names n ON n.on_date = p.game_date AND n.player_lookup = p.player_lookup AND n.team_abbr IN (p.home_abbr, p.away_abbr)
  GROUP BY p.game_id, p.market, p.player_lookup),
${aliases(ctx)},
resolved AS (
  SELECT p.*, m.people, ${PERSON_MEANT} AS player_id
  FROM picked p
  LEFT JOIN matched m ON m.game_id = p.game_id AND m.market = p.market AND m.player_lookup = p.player_lookup
  LEFT JOIN aliases a ON a.player_lookup = p.player_lookup)
SELECT game_id, game_date, season, player_id, player_name, market, line, book, quoted_at, over_price, under_price, opening_line,
  line - opening_line AS line_movement,
  quoted_at IS NULL AS line_is_untimed,
  CASE WHEN player_id IS NULL THEN 'UNRESOLVED_NAME' END AS failure_category,
  ${firstThat(
    [
      ['player_id IS NOT NULL', 'NULL'],
      ['people > 1', `'several players of these teams are called ' || player_name`],
    ],
    `'no player of these teams so far is called ' || player_name`,
  )} || ' (' || market || ')' AS failure_reason
FROM resolved`;
  },
};
