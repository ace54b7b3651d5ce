import { RAW_INJURIES } from '../../raw/tables/injuries.js';
import { filePlace, literalOf, source } from '../trace/sources.js';
import type { Trace } from '../trace/trace.js';

export const newsTrace: Trace = {
  async sources(ask) {
    const place = filePlace('q');
    return [
      await source(ask, {
        name: 'printed',
        table: RAW_INJURIES,
        note: 'news of that name on that day, as printed',
        sql: `SELECT q.team_abbr, q.player_name, q.kind, q.designation, q.notes, ${place.columns}
            FROM ${RAW_INJURIES} q ${place.join}
            WHERE q.transaction_date = DATE '${ask.date}' AND q.player_name = ${literalOf(ask, 'player_name')} ORDER BY q.file_id, q.source_row`,
      }),
    ];
  },
  bases: () => ({ designation: { source: 'printed', how: 'formula', inputs: ['kind', 'designation', 'notes'] } }),
};
