import { postGameCutoffSql } from '../as-of.js';
import { col, postGameCutoff, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { type DifferenceCheck, TOLERATED_PLAYERS } from '../differences/check.js';
import { CHECKS } from '../differences/checks.js';
import { noFailures } from '../failure-rows.js';
import { GAMES, SOURCE_DIFFERENCES } from '../names.js';
import { columnsOf, firstThat, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';

/** Everything that a check reads, once each. */
const READ = [...new Set(CHECKS.flatMap(({ tables, roots = [] }) => [...tables, ...roots]))].sort();

const KIND_MEANS = `conflict: nothing tells which is right. source: a third source has the first value, so the second is how that source published it. tolerated: the measure is known to be that exact, and at most ${TOLERATED_PLAYERS} players of the team differ.`;

const KINDS = ['conflict', 'source', 'tolerated'] as const;

/**
 * What `validate reconcile` would find of a date, kept with the date: no row where everything agrees. It is an ordinary
 * table, so that it is made again when one of its inputs is, and its rows go when the files agree.
 */
export const sourceDifferences: TableDefinition = {
  name: SOURCE_DIFFERENCES,
  alias: 'differences',
  title: 'Differences',
  phase: 3,
  grain: 'a number of a game that comes out differently by two ways',
  key: ['difference_id'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'game', id: 'game_id', game: 'game_id' },
  trace: async () => (await import('./source-differences-trace.js')).sourceDifferencesTrace,
  holdsFindings: true,
  reads: READ.map((table) => ({ table, windows: [{ kind: 'same_date' }] })),
  columns: [
    col.text('difference_id', 'Names the difference: the same game, check, entity and detail have the same id.'),
    shared.gameId,
    shared.gameDate,
    shared.season,
    col.text('check_name', 'The check that found it.', { values: CHECKS.map(({ name }) => name), required: true }),
    col.text('entity', 'Whom it is about: player id and name, or team.', { required: true }),
    col.integer('player_id', "The league's person id; NULL where a team is meant.", { min: 1 }),
    col.text('team_abbr', 'Team of the player or row.'),
    col.text('opponent_team_abbr', 'The other team of the game.'),
    col.text('detail', 'Which statistic, or what differs.', { required: true }),
    col.list('columns', 'Columns of the summaries that are in dispute; * stands for the whole row.', {
      required: true,
    }),
    col.text('left_source', 'Where the first value comes from.', { required: true }),
    col.double('left_value', 'The first value.', { unit: 'that of the statistic' }),
    col.text('right_source', 'Where the second value comes from.', { required: true }),
    col.double('right_value', 'The second value.', { unit: 'that of the statistic' }),
    col.text('kind', KIND_MEANS, { values: KINDS, required: true }),
    postGameCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    return `
WITH ${READ.map((table) => `${relationOf(table)} AS ${ctx.sameDate(table)}`).join(',\n')},
found AS (${CHECKS.map(differing).join('\n UNION ALL ')}),
-- A player whom a file lists twice is told once.
told AS (
  SELECT f.*, ROW_NUMBER() OVER (PARTITION BY game_id, check_name, entity, detail ORDER BY confirmed, left_value, right_value) AS pick
  FROM found f),
counted AS (
  SELECT t.*, COUNT(*) OVER (PARTITION BY game_id, check_name, team_abbr) AS of_team FROM told t WHERE pick = 1)
SELECT ${columns(ctx)},
  ${noFailures(d)}
FROM counted c JOIN ${ctx.dates} b ON b.partition_date = c.game_date
LEFT JOIN ${relationOf(GAMES)} g ON g.game_id = c.game_id`;
  },
};

/** The name of the common table expression for a table. */
const relationOf = (table: string): string => table.replace('.', '_of_');

/** The pairs of one check that differ. */
const differing = ({ name, sql, tolerance = 0 }: DifferenceCheck): string =>
  `SELECT '${name}' AS check_name, s.* FROM (${sql(relationOf)}) s
   WHERE left_value IS NULL OR right_value IS NULL OR ABS(left_value - right_value) > ${tolerance}`;

/** The columns over the differences counted c of the dates b, and their games g. */
function columns({ d }: SqlContext): string {
  const byCheck = (value: (check: DifferenceCheck) => string) =>
    firstThat(CHECKS.map((check) => [`c.check_name = '${check.name}'`, value(check)]));
  const inexact = CHECKS.filter(({ allowedShare = 0 }) => allowedShare > 0).map(({ name }) => `'${name}'`);
  return selectList({
    difference_id: `SUBSTR(${d.md5(`c.game_id || '|' || c.check_name || '|' || c.entity || '|' || c.detail`)}, 1, 12)`,
    ...columnsOf('c', ['game_id', 'game_date']),
    season: 'b.season',
    ...columnsOf('c', ['check_name', 'entity', 'player_id', 'team_abbr']),
    opponent_team_abbr: 'CASE WHEN g.home_abbr = c.team_abbr THEN g.away_abbr ELSE g.home_abbr END',
    detail: 'c.detail',
    columns: byCheck(({ disputes }) =>
      d.listOfPresent(disputes === undefined ? ['c.detail'] : disputes.map((column) => d.text(column))),
    ),
    left_source: byCheck(({ left }) => d.text(left)),
    left_value: 'c.left_value',
    right_source: byCheck(({ right }) => d.text(right)),
    right_value: 'c.right_value',
    kind: firstThat(
      [
        ['c.confirmed', `'source'`],
        [`c.check_name IN (${inexact.join(', ')}) AND c.of_team <= ${TOLERATED_PLAYERS}`, `'tolerated'`],
      ],
      `'conflict'`,
    ),
    data_cutoff: postGameCutoffSql(d, 'c.game_date'),
  });
}
