import { useAnswer } from '../../lib/api.js';
import { count, dateRange, percent, plural, sentence } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { Verdict } from './verdict.js';

export function Completeness({ season }: { readonly season: string }) {
  const report = useAnswer('completeness', { season });
  return (
    <Panel
      title="Completeness"
      note="Every expected player and team: a row, a known failure, or unexplained"
      actions={report.data && <Verdict findings={report.data.data.finding_count} />}
    >
      <Answer of={report} what="completeness">
        {(data) => (
          <>
            <DataTable
              label="Completeness"
              rows={data.tables}
              rowKey={(t) => t.table}
              columns={[
                { head: 'Table', cell: (t) => <span title={t.expects}>{t.table.split('.').at(-1)}</span> },
                { head: 'Expected', cell: (t) => count(t.expected), numeric: true },
                { head: 'Rows', cell: (t) => count(t.states.ROW ?? null), numeric: true },
                {
                  head: 'Known failures',
                  cell: (t) =>
                    Object.entries(t.states)
                      .filter(([state]) => state !== 'ROW' && state !== 'UNEXPLAINED')
                      .map(([state, n]) => `${sentence(state)} ${count(n)}`)
                      .join(', '),
                },
                {
                  head: 'Unexplained',
                  cell: (t) => (
                    <strong className={t.states.UNEXPLAINED === undefined ? 'good' : 'bad'}>
                      {count(t.states.UNEXPLAINED ?? 0)}
                    </strong>
                  ),
                  numeric: true,
                },
                { head: 'Not expected', cell: (t) => count(t.unexpected), numeric: true },
              ]}
            />
            <p className="muted pad">
              Of {plural(data.participation.expected, 'expected player-game')}, {count(data.participation.played)} were
              played, {count(data.participation.dnp)} were not, {count(data.participation.game_not_ingested)} are of
              games not ingested.
              {data.games_without_data.length > 0 &&
                ` ${plural(data.games_without_data.length, 'game')} without data, the first on ${dateRange(data.games_without_data[0]?.date ?? '', data.games_without_data[0]?.date ?? '')}.`}
            </p>
            {data.bands.length > 0 && (
              <details className="pad">
                <summary>Failure share against the expected band</summary>
                <DataTable
                  label="Bands"
                  rows={data.bands}
                  rowKey={(b) => `${b.table} ${b.from_day}`}
                  columns={[
                    {
                      head: 'Season days',
                      cell: (b) => (b.to_day === null ? `${b.from_day} and later` : `${b.from_day} to ${b.to_day}`),
                    },
                    { head: 'Expected', cell: (b) => `${percent(b.low)} to ${percent(b.high)}`, numeric: true },
                    { head: 'Found', cell: (b) => percent(b.share, 1), numeric: true },
                    { head: 'Verdict', cell: (b) => b.verdict },
                  ]}
                />
              </details>
            )}
          </>
        )}
      </Answer>
    </Panel>
  );
}
