import { playerLookup, team } from '../fields/identity.js';
import { expression, text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { unquoted, unquotedSql } from '../fields/unquoted.js';
import { FILE_NAME, type Field, hasAll, type LookupRule, type RawSource } from '../raw-source.js';
import { RAW_INJURY_REPORTS } from '../tables/injury-reports.js';

/** Under which names extractors write when the report was made: a date and a time, or both in one. */
const SAID = [
  'reportdate',
  'report_date',
  'reporttime',
  'report_time',
  'reportdatetime',
  'report_datetime',
  'reported_at',
];
const said = `NULLIF(CONCAT_WS(' ', ${SAID.map((name) => unquotedSql(name)).join(', ')}), '')`;

/** A column is believed before the file's name. */
const when = (rule: LookupRule, type: string): Field => ({
  sql: `TRY_CAST(${rule}.value AS ${type})`,
  reads: [...SAID, FILE_NAME],
  lookups: [{ rule, alias: rule, key: `COALESCE(${said}, s.${FILE_NAME})`, reads: [...SAID, FILE_NAME] }],
});
const reportDate = when('report_date', 'DATE');
const reportedAt = when('report_time', 'TIMESTAMP');

const [player, status, reason, matchup] = ['player_name', 'current_status', 'reason', 'matchup'].map(unquotedSql) as [
  string,
  string,
  string,
  string,
];

const SUBMITS_LATER = `regexp_matches(UPPER(CONCAT_WS(' ', ${player}, ${status}, ${reason})), 'NOT[ _]?YET[ _]?SUBMITTED')`;
/** A name without its suffix: "Porter Jr." is "Porter". A comma before a suffix does not separate given name and surname. */
const SUFFIX = "'[ ,]+(jr|sr|ii|iii|iv|v)[.]?$'";
const bare = `regexp_replace(${player}, ${SUFFIX}, '', 'i')`;
/** "Butler, Jimmy III" as "Butler III, Jimmy". */
const suffixed = `regexp_replace(${player}, '^([^,]*), *([^, ][^,]*?)[ ,]+((?:jr|sr|ii|iii|iv|v)[.]?)$', '\\1 \\3, \\2', 'i')`;
/** "Butler III, Jimmy" as "Jimmy Butler III"; a surname alone stays as it is. */
const NAME = `CASE WHEN NOT ${SUBMITS_LATER} THEN CASE WHEN CONTAINS(${bare}, ',')
    THEN TRIM(regexp_replace(${suffixed}, '^([^,]*),(.*)$', '\\2 \\1')) ELSE ${player} END END`;
const STATUS = `CASE WHEN ${SUBMITS_LATER} THEN 'not_submitted'
  WHEN LOWER(${status}) IN ('out', 'doubtful', 'questionable', 'probable', 'available') THEN LOWER(${status}) END`;

const own = unquoted('team', team('team', { required: true }));
const side = (group: 1 | 2): Field => {
  const key = `NULLIF(regexp_extract(${matchup}, '^ *([A-Za-z]+) *@ *([A-Za-z]+) *$', ${group}), '')`;
  const alias = `matchup_${group}`;
  return {
    sql: `${alias}.value`,
    reads: ['matchup'],
    lookups: [{ rule: 'team', alias, key, reads: ['matchup'] }],
    checks: [{ field: 'matchup', bad: `${matchup} IS NOT NULL AND ${alias}.value IS NULL`, reason: 'not a match-up' }],
  };
};
const [away, home] = [side(1), side(2)];
const ofMatchup = (sql: string): Field => ({
  sql,
  reads: ['matchup', 'team'],
  lookups: [...(own.lookups ?? []), ...(away.lookups ?? []), ...(home.lookups ?? [])],
  checks: [
    ...(away.checks ?? []),
    ...(home.checks ?? []),
    { field: 'team', bad: `${own.sql} NOT IN (${away.sql}, ${home.sql})`, reason: 'not a team of the match-up' },
  ],
});

const gameDate = unquoted('game_date', date('game_date', { required: true }));
const clock = unquotedSql('game_time');

export const INJURY_REPORT: RawSource = {
  kind: 'injury_report',
  description: "the league's injury report, as public extractors write it (CSV, JSON)",
  table: RAW_INJURY_REPORTS,
  detect: (c) => hasAll(c, 'game_date', 'team', 'player_name', 'current_status'),
  fields: {
    game_date: gameDate,
    tipoff_at: {
      sql: 'TRY_CAST(report_tipoff.value AS TIMESTAMP)',
      reads: ['game_date', 'game_time'],
      lookups: [
        {
          rule: 'report_tipoff',
          alias: 'report_tipoff',
          key: `STRFTIME(${gameDate.sql}, '%Y-%m-%d') || ' ' || ${clock}`,
          reads: ['game_date', 'game_time'],
        },
      ],
    },
    team_abbr: own,
    opponent_abbr: ofMatchup(`CASE ${own.sql} WHEN ${home.sql} THEN ${away.sql} WHEN ${away.sql} THEN ${home.sql} END`),
    is_home: ofMatchup(`${own.sql} = ${home.sql}`),
    player_name: {
      ...expression(NAME, 'player_name', 'current_status', 'reason'),
      checks: [{ field: 'player_name', bad: `NOT ${SUBMITS_LATER} AND ${player} IS NULL`, reason: 'missing' }],
    },
    player_lookup: playerLookup('player_name', NAME, ['player_name', 'current_status', 'reason']),
    is_surname: expression(`NOT CONTAINS(${bare}, ',') AND NOT CONTAINS(TRIM(${bare}), ' ')`, 'player_name'),
    status: {
      ...expression(STATUS, 'player_name', 'current_status', 'reason'),
      checks: [{ field: 'current_status', bad: `(${STATUS}) IS NULL`, reason: 'not a status' }],
    },
    reason: unquoted('reason', text('reason')),
    report_date: {
      ...reportDate,
      checks: [
        {
          field: 'reported_at',
          bad: `${said} IS NOT NULL AND ${reportDate.sql} IS NULL`,
          reason: 'not a time',
          text: said,
        },
      ],
    },
    reported_at: reportedAt,
  },
};
