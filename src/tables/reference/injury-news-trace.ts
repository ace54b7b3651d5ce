import type { RawTable } from '../../raw/raw-table.js';
import { everKnown } from '../../raw/store/ever-known.js';
import { injuryTransactions, RAW_INJURIES } from '../../raw/tables/injuries.js';
import { injuryReports, RAW_INJURY_REPORTS } from '../../raw/tables/injury-reports.js';
import { INJURY_NEWS, PLAYERS } from '../names.js';
import { filePlace, literalOf, source } from '../trace/sources.js';
import type { Trace } from '../trace/trace.js';

const versions = (table: RawTable): string => `(${everKnown(table)})`;

export const newsTrace: Trace = {
  async sources(ask) {
    const isReport = ask.row.source_kind === 'report';
    const place = filePlace('q');
    return [
      await source(ask, {
        name: 'printed',
        table: isReport ? RAW_INJURY_REPORTS : RAW_INJURIES,
        note: isReport ? 'lines of that name in reports on that game' : 'news of that name on that day, as printed',
        sql: isReport
          ? `SELECT q.team_abbr, q.player_name, q.status, q.reason, q.report_date, q.reported_at, q.known_from, q.known_until, ${place.columns}
            FROM ${versions(injuryReports)} q ${place.join}
            WHERE q.game_date = DATE '${ask.date}' AND q.team_abbr = ${literalOf(ask, 'team_abbr')} AND q.player_name = ${literalOf(ask, 'player_name')}
            ORDER BY COALESCE(q.report_date, q.game_date) DESC, q.reported_at DESC NULLS LAST, q.file_id DESC, q.source_row DESC`
          : `SELECT q.team_abbr, q.player_name, q.kind, q.designation, q.notes, q.known_from, q.known_until, ${place.columns}
            FROM ${versions(injuryTransactions)} q ${place.join}
            WHERE q.transaction_date = DATE '${ask.date}' AND q.player_name = ${literalOf(ask, 'player_name')} ORDER BY q.file_id, q.source_row`,
      }),
      await source(ask, {
        name: 'meant',
        table: INJURY_NEWS,
        note: 'men whom that name could mean, and how each was found',
        sql: `SELECT m.player_id, p.player_name, m.identified_by, m.is_certain
          FROM ${INJURY_NEWS} m LEFT JOIN ${PLAYERS} p ON p.player_id = m.player_id
          WHERE m.news_date = DATE '${ask.date}' AND m.player_name = ${literalOf(ask, 'player_name')}
            AND COALESCE(m.team_abbr, '') = COALESCE(${literalOf(ask, 'team_abbr')}, '')
          ORDER BY m.player_id, m.sequence`,
      }),
    ];
  },
  bases: () => ({
    ...Object.fromEntries(
      ['known_from', 'known_until', 'contradicted_from', 'contradicted_until'].map((name) => [
        name,
        { source: 'printed', how: 'formula', inputs: ['known_from', 'known_until'] },
      ]),
    ),
    is_certain: { source: 'meant', how: 'formula', inputs: ['identified_by', 'is_certain'] },
    identified_by: { source: 'meant', how: 'formula', inputs: ['identified_by', 'is_certain'] },
    designation: { source: 'printed', how: 'formula', inputs: ['kind', 'designation', 'notes', 'status', 'reason'] },
  }),
};
