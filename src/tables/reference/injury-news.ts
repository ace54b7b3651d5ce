import { RAW_INJURIES } from '../../raw/tables/injuries.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { INJURY_NEWS } from '../names.js';
import { firstThat } from '../select-list.js';
import { aliases, NAMED_READS, namedPlayers, PERSON_MEANT } from './named-players.js';
import { today } from './play-by-play.js';

export const injuryNews: TableDefinition = {
  name: INJURY_NEWS,
  alias: 'injury_news',
  title: 'Injury news',
  phase: 2,
  grain: 'a piece of injury news: who was put on or taken off a list on a day',
  key: ['news_date', 'player_id', 'sequence'],
  partitionColumn: 'news_date',
  partitionDates: RAW_INJURIES,
  // News of a day is known by its end: tables of D read it up to D-1.
  pregame: false,
  entity: { kind: 'player', id: 'COALESCE(CAST(player_id AS STRING), player_name)' },
  trace: async () => (await import('./injury-news-trace.js')).newsTrace,
  reads: [{ table: RAW_INJURIES, windows: today }, ...NAMED_READS],
  columns: [
    col.date('news_date', 'Day of the news.'),
    shared.playerId,
    col.integer('sequence', 'Order of the news of that player on that day, from 1.', { min: 1 }),
    col.text('player_name', 'Name as printed.', { required: true }),
    col.text('team_abbr', 'Team the source names.'),
    col.text('designation', 'What it means for his next game.', {
      values: ['out', 'doubtful', 'questionable', 'available'],
      required: true,
    }),
    col.text('notes', 'As printed.'),
  ],
  sql: (ctx) => `
WITH news AS (
  SELECT i.transaction_date AS news_date, i.team_abbr, i.player_name, i.player_lookup, i.designation, i.notes,
    i.file_id, i.source_row
  FROM ${ctx.sameDate(RAW_INJURIES)} i WHERE i.player_lookup IS NOT NULL AND i.designation IS NOT NULL),
names AS ${namedPlayers(ctx)},
matched AS (
  SELECT w.news_date, w.team_abbr, w.player_lookup, COUNT(DISTINCT n.player_id) AS people, MIN(n.player_id) AS player_id
  FROM (SELECT DISTINCT news_date, team_abbr, player_lookup FROM news) w
  JOIN names n ON n.on_date = w.news_date AND n.player_lookup = w.player_lookup AND n.team_abbr = w.team_abbr
  GROUP BY w.news_date, w.team_abbr, w.player_lookup),
${aliases(ctx)},
resolved AS (
  SELECT w.*, m.people, ${PERSON_MEANT} AS player_id
  FROM news w
  LEFT JOIN matched m ON m.news_date = w.news_date AND m.team_abbr = w.team_abbr AND m.player_lookup = w.player_lookup
  LEFT JOIN aliases a ON a.player_lookup = w.player_lookup)
SELECT news_date, player_id, player_name, team_abbr, designation, notes,
  ROW_NUMBER() OVER (
    PARTITION BY news_date, COALESCE(${ctx.d.cast('player_id', 'string')}, player_lookup) ORDER BY file_id, source_row) AS sequence,
  CASE WHEN player_id IS NULL THEN 'UNRESOLVED_NAME' END AS failure_category,
  ${firstThat(
    [
      ['player_id IS NOT NULL', 'NULL'],
      ['people > 1', `'several players of the team are called ' || player_name`],
    ],
    `'no player of the team in the year before is called ' || player_name`,
  )} AS failure_reason
FROM resolved`,
};
