import { SPREAD, TOTAL } from '../../domain/line-ranges.js';
import { impliedProbabilitySql } from '../../domain/moneyline.js';
import { RAW_GAME_ODDS } from '../../raw/tables/game-odds.js';
import { RAW_GAME_QUOTES } from '../../raw/tables/game-quotes.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { noFailures } from '../failure-rows.js';
import { lineMovements } from '../line-columns.js';
import { GAME_LINES, GAMES } from '../names.js';
import { columnsOf, selectList } from '../select-list.js';
import { lineQuotes } from './line-quotes.js';
import { today } from './play-by-play.js';
import { earliestFirst, latestFirst } from './quotes.js';

export const gameLines: TableDefinition = {
  name: GAME_LINES,
  alias: 'game_lines',
  title: 'Game lines',
  phase: 2,
  grain: 'a team and a game with quotes: the lines as they stood before tip-off',
  key: ['game_id', 'team_abbr'],
  partitionColumn: 'game_date',
  pregame: true,
  entity: { kind: 'team', id: 'team_abbr', game: 'game_id' },
  trace: async () => (await import('./game-lines-trace.js')).gameLineTrace,
  reads: [GAMES, RAW_GAME_ODDS, RAW_GAME_QUOTES].map((table) => ({ table, windows: today })),
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.teamAbbr,
    col.double(
      'spread',
      'Spread of the team, last quote before tip-off, of any book; of equals, of the preferred book; negative = favourite.',
      {
        unit: 'points',
        ...SPREAD,
      },
    ),
    col.double('total', 'Total points, last quote before tip-off, chosen like the spread.', {
      unit: 'points',
      ...TOTAL,
    }),
    col.integer('moneyline', 'American odds of the team, last quote before tip-off, chosen like the spread.', {
      unit: 'American odds',
    }),
    col.text('book', 'Book of the spread (else of the total).'),
    col.time('quoted_at', 'Time of that quote; NULL where the source gives none.'),
    col.double('opening_spread', 'First quoted spread.', { unit: 'points', ...SPREAD }),
    col.double('opening_total', 'First quoted total.', { unit: 'points', ...TOTAL }),
    col.integer('opening_moneyline', 'First quoted moneyline.', { unit: 'American odds' }),
    ...lineMovements({ spread: 'spread', total: 'total', moneyline: 'moneyline' }),
    col.flag('spread_contradicts', 'Whether the spreads of both teams have the same sign: then neither is believed.', {
      required: true,
      mayBeConstant: true,
    }),
    col.flag('line_is_untimed', 'Whether the quote has no time: a closing line by name only.', {
      required: true,
      mayBeConstant: true,
    }),
  ],
  sql: (ctx) => {
    const pick = (name: string, order: string, condition: string) => ctx.d.firstBy(`q.${name}`, order, condition);
    // What one team gets the other gives: two favourites or two underdogs in one game are no spread at all.
    const contradicts = (own: string, other: string) =>
      `COALESCE(SIGN(${own}) = SIGN(${other}) AND ${own} <> 0, FALSE)`;
    const last = latestFirst('q');
    const first = earliestFirst('q');
    const closing = `q.line_kind <> 'opening'`;
    // 'untimed' numbers were in part seen during the game; lines of a postponed game stand under another opponent.
    // An opening line without a time is one by name; otherwise it is the earliest of timed quotes.
    const opening = `(q.line_kind = 'opening' OR q.quoted_at IS NOT NULL)`;
    const lead = `${closing} AND (q.spread IS NOT NULL OR q.total IS NOT NULL)`;
    const leadOrder = `CASE WHEN q.spread IS NULL THEN 1 ELSE 0 END, ${last}`;
    const believed = selectList({
      ...columnsOf('p', ['game_id', 'game_date', 'season', 'team_abbr']),
      spread: `CASE WHEN NOT ${contradicts('p.spread', 'o.spread')} THEN p.spread END`,
      ...columnsOf('p', ['total', 'moneyline', 'book', 'quoted_at']),
      opening_spread: `CASE WHEN NOT ${contradicts('p.opening_spread', 'o.opening_spread')} THEN p.opening_spread END`,
      ...columnsOf('p', ['opening_total', 'opening_moneyline']),
      spread_contradicts: contradicts('p.spread', 'o.spread'),
    });
    return `
WITH quotes AS (
${lineQuotes(ctx)}),
picked AS (
  SELECT q.game_id, q.game_date, q.season, q.team_abbr,
    ${pick('spread', last, `${closing} AND q.spread IS NOT NULL`)} AS spread,
    ${pick('total', last, `${closing} AND q.total IS NOT NULL`)} AS total,
    ${pick('moneyline', last, `${closing} AND q.moneyline IS NOT NULL`)} AS moneyline,
    ${pick('book', leadOrder, lead)} AS book,
    ${pick('quoted_at', leadOrder, lead)} AS quoted_at,
    ${pick('spread', first, `${opening} AND q.spread IS NOT NULL`)} AS opening_spread,
    ${pick('total', first, `${opening} AND q.total IS NOT NULL`)} AS opening_total,
    ${pick('moneyline', first, `${opening} AND q.moneyline IS NOT NULL`)} AS opening_moneyline
  FROM quotes q GROUP BY q.game_id, q.game_date, q.season, q.team_abbr),
believed AS (
  SELECT ${believed}
  FROM picked p LEFT JOIN picked o ON o.game_id = p.game_id AND o.team_abbr <> p.team_abbr)
SELECT b.*,
  spread - opening_spread AS spread_movement,
  total - opening_total AS total_movement,
  ${impliedProbabilitySql({ moneyline: 'moneyline' })}
    - ${impliedProbabilitySql({ moneyline: 'opening_moneyline' })} AS moneyline_movement,
  quoted_at IS NULL AS line_is_untimed,
  ${noFailures(ctx.d)}
FROM believed b`;
  },
};
