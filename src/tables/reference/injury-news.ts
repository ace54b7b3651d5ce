import { RAW_INJURIES } from '../../raw/tables/injuries.js';
import { RAW_INJURY_REPORTS } from '../../raw/tables/injury-reports.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { filledColumns, noFailures } from '../failure-rows.js';
import { INJURY_NEWS } from '../names.js';
import { firstThat, type SelectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { wasCertain, wasKnown } from '../windows/was-known.js';
import { PRINTED_NEWS_READS, printedNews } from './printed-news.js';
import { IDENTIFIED_BY, MEANT_READS, whoIsMeant } from './who-is-meant.js';

export const injuryNews: TableDefinition = {
  name: INJURY_NEWS,
  alias: 'injury_news',
  title: 'Injury news',
  phase: 2,
  grain:
    'a piece of injury news: who was put on or taken off a list on a day, or what a report says of a player and a game',
  key: ['news_date', 'player_id', 'sequence'],
  partitionColumn: 'news_date',
  partitionDates: [RAW_INJURIES, RAW_INJURY_REPORTS],
  // News of a list is known by the end of its day: tables of D read it up to D-1. Reports of D's games are read if made before tip-off.
  pregame: false,
  entity: { kind: 'player', id: 'COALESCE(CAST(player_id AS STRING), player_name)' },
  trace: async () => (await import('./injury-news-trace.js')).newsTrace,
  asKnown: {
    rows: wasKnown,
    values: {
      is_certain: wasCertain,
      ...Object.fromEntries(
        ['known_until', 'contradicted_from', 'contradicted_until'].map((name) => [
          name,
          (alias: string, cutoff: string) => `CASE WHEN ${alias}.${name} <= ${cutoff} THEN ${alias}.${name} END`,
        ]),
      ),
    },
  },
  reads: [...PRINTED_NEWS_READS, ...MEANT_READS],
  columns: [
    col.date('news_date', 'Day of the news; of a report, the date of the game that it speaks of.'),
    shared.playerId,
    col.integer(
      'sequence',
      'Order of the news of that player on that day, from 1: as it became known; of what was known together, lists, then reports, the earliest first.',
      { min: 1 },
    ),
    col.text('player_name', 'Name as printed.', { required: true }),
    col.text('team_abbr', 'Team the source names.'),
    col.text('designation', 'What it means for his next game.', {
      values: ['out', 'doubtful', 'questionable', 'available'],
      required: true,
      formula: "of a report, its status; 'probable' is available: such a player is expected to play",
    }),
    col.text('notes', 'As printed; of a report, the reason.'),
    col.text('source_kind', 'list: counts until he plays. report: counts for the one game that it names.', {
      values: ['list', 'report'],
      required: true,
      mayBeConstant: true,
    }),
    col.text(
      'game_id',
      'Game that a report speaks of; NULL for lists, and where no game of that date has these teams.',
    ),
    col.date('told_on', "Day on which it was told; of a report without a date, the game's."),
    col.time('reported_at', 'Time of the report; NULL for lists and where the source gives none.'),
    col.flag(
      'is_before_tipoff',
      'Whether a report was made before tip-off (one without a time, by its day) and was known and believed then. NULL for lists.',
      {
        mayBeConstant: true,
      },
    ),
    col.flag(
      'is_certain',
      'Whether the news means him and nothing of that day contradicts it. False: it could mean him, or it is contradicted, so that his availability is unknown.',
      { required: true, mayBeConstant: true },
    ),
    col.text(
      'identified_by',
      'How the name was found to mean him: the one man of the team with that name, an alias, the one man of the league with it; or could mean him: same_name, family_name, or team (nobody is nearer).',
      { values: IDENTIFIED_BY, required: true, mayBeConstant: true },
    ),
    col.time(
      'known_from',
      'UTC; since when it was known. NULL: of an archive, known by the end of its day or before the game.',
    ),
    col.time('known_until', 'UTC; until when it was believed. NULL: it is believed still.'),
    col.time(
      'contradicted_from',
      'UTC; since when other news of that day is known that contradicts it: before, it was certain. NULL: none does, or from the start.',
    ),
    col.time('contradicted_until', 'UTC; until when that was believed. NULL: it is believed still, or there is none.'),
  ],
  sql: (ctx) => `
WITH news AS (${printedNews(ctx)}),
${whoIsMeant(ctx)},
told AS (
  SELECT w.*, m.player_id, m.identified_by,
    -- A report prints surnames alone: it means the one man of the team who has it.
    m.is_certain OR (w.is_surname AND m.identified_by = 'family_name' AND m.men = 1) AS is_certain
  FROM news w
  LEFT JOIN (SELECT q.*, COUNT(*) OVER (PARTITION BY news_date, team, player_lookup) AS men FROM meant q) m
    ON m.news_date = w.news_date AND m.team = COALESCE(w.team_abbr, '') AND m.player_lookup = w.player_lookup),
listed AS (
  SELECT news_date, player_id, designation, file_id, source_row, known_from, known_until,
    COALESCE(known_from, ${ctx.d.cast(`'1900-01-01'`, 'timestamp')}) AS since,
    COALESCE(known_until, ${ctx.d.cast(`'9999-01-01'`, 'timestamp')}) AS til
  FROM told WHERE is_certain AND source_kind = 'list'),
-- One day says that he plays and that he may not: the order of lines is not the order of events.
contradicted AS (
  SELECT a.news_date, a.player_id, a.file_id, a.source_row, a.known_until, b.designation AS said,
    CASE WHEN a.known_from IS NOT NULL OR b.known_from IS NOT NULL THEN GREATEST(a.since, b.since) END AS doubt_from,
    CASE WHEN b.til < a.til THEN b.known_until END AS doubt_until
  FROM listed a JOIN listed b ON b.news_date = a.news_date AND b.player_id = a.player_id AND b.designation <> a.designation
    AND (a.designation = 'available' OR b.designation = 'available') AND a.since < b.til AND b.since < a.til),
doubted AS (
  SELECT news_date, player_id, file_id, source_row, ${ctx.d.anyTrue('doubt_until IS NULL')} AS lasts,
    CASE WHEN COUNT(*) = COUNT(doubt_from) THEN MIN(doubt_from) END AS contradicted_from,
    CASE WHEN COUNT(*) = COUNT(doubt_until) THEN MAX(doubt_until) END AS contradicted_until
  FROM contradicted GROUP BY news_date, player_id, file_id, source_row),
unresolved AS (
  SELECT news_date, source_kind, team_abbr, player_lookup, player_name, designation, notes, file_id, source_row,
    COUNT(player_id) AS men, MIN(identified_by) AS nearest, MAX(identified_by) AS furthest
  FROM told WHERE known_until IS NULL AND (is_certain IS NULL OR NOT is_certain)
  GROUP BY news_date, source_kind, team_abbr, player_lookup, player_name, designation, notes, file_id, source_row)
SELECT t.news_date, t.player_id,
  ROW_NUMBER() OVER (PARTITION BY t.news_date, t.player_id
    ORDER BY t.known_from NULLS FIRST, t.source_kind, t.told_on, t.reported_at NULLS FIRST, t.file_id, t.source_row) AS sequence,
  t.player_name, t.team_abbr, t.designation, t.notes,
  t.source_kind, t.game_id, t.told_on, t.reported_at, t.is_before_tipoff,
  t.is_certain AND (t.source_kind = 'report' OR c.lasts IS NULL OR NOT c.lasts) AS is_certain,
  t.identified_by,
  t.known_from, t.known_until, c.contradicted_from, c.contradicted_until,
  ${noFailures(ctx.d)}
FROM told t
LEFT JOIN doubted c ON c.news_date = t.news_date AND c.player_id = t.player_id AND c.file_id = t.file_id AND c.source_row = t.source_row
WHERE t.player_id IS NOT NULL
UNION ALL
SELECT ${failed(ctx, {
    news_date: 'u.news_date',
    player_name: 'u.player_name',
    team_abbr: 'u.team_abbr',
    designation: 'u.designation',
    notes: 'u.notes',
    source_kind: 'u.source_kind',
  })},
  'UNRESOLVED_NAME',
  ${firstThat(
    [
      [
        'u.men = 0',
        `'nobody of the year before is called ' || u.player_name || ', and no team was seen that he could be of'`,
      ],
      [`u.furthest = 'team'`, `'nobody of the team in the year before has a name like ' || u.player_name`],
    ],
    `'no one man is called ' || u.player_name`,
  )} || '; men it could mean, who are unknown: ' || ${ctx.d.cast('u.men', 'string')}
FROM unresolved u
UNION ALL
SELECT ${failed(ctx, { news_date: 'c.news_date', player_id: 'c.player_id' })},
  'CONTRADICTORY_SOURCE', 'news of one day contradict each other: ' || c.said
FROM (
  SELECT news_date, player_id, STRING_AGG(DISTINCT said, ', ' ORDER BY said) AS said
  FROM contradicted WHERE known_until IS NULL AND doubt_until IS NULL GROUP BY news_date, player_id) c`,
};

const failed = ({ d }: SqlContext, given: SelectList) => filledColumns(d, injuryNews.columns, given);
