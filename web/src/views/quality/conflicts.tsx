import { useAnswer } from '../../lib/api.js';
import { count, percent, plural } from '../../lib/format.js';
import { ConflictTable } from '../../parts/conflict-table.js';
import { DataTable } from '../../parts/data-table.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { Verdict } from './verdict.js';

/** What is stored with the dates, so it is there at once; judged at the command line. */
export function Conflicts({ season }: { readonly season: string }) {
  const report = useAnswer('conflicts', { season });
  return (
    <Panel
      title="Conflicts"
      note="Numbers that two sources give differently, kept with their date; accept one with “nba-props conflicts accept”"
      actions={report.data && <Verdict findings={report.data.data.finding_count} />}
    >
      <Answer of={report} what="conflicts">
        {(data) => (
          <>
            {data.conflicts.length === 0 && <p className="muted pad">The sources agree.</p>}
            {data.conflicts.length > 0 && <ConflictTable conflicts={data.conflicts} />}
            {data.accepted_games.length > 0 && (
              <details className="pad">
                <summary>{plural(data.accepted_games.length, 'game')} accepted as missing</summary>
                <DataTable
                  label="Games accepted as missing"
                  rows={data.accepted_games}
                  rowKey={(g) => g.game_id}
                  columns={[
                    { head: 'Date', cell: (g) => g.date, className: 'nowrap' },
                    { head: 'Game', cell: (g) => <code>{g.game_id}</code> },
                    { head: 'Lacks', cell: (g) => g.lacks.replaceAll('_', ' ') },
                    { head: 'By', cell: (g) => g.accepted_by },
                    { head: 'Reason', cell: (g) => g.reason, className: 'wide' },
                  ]}
                />
              </details>
            )}
            {data.ready.allowed > 0 && (
              <p className="muted pad">
                {count(data.ready.ready)} of the {count(data.ready.allowed)} feature rows that the history allows are
                ready ({percent(data.ready.ready / data.ready.allowed, 1)}); {count(data.ready.disputed)} in dispute.
              </p>
            )}
          </>
        )}
      </Answer>
    </Panel>
  );
}
