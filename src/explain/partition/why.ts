import type { StateName } from '../../audit/status/state-name.js';
import type { Row } from '../../engine/warehouse.js';
import type { PartitionState } from '../../ledger/staleness.js';
import type { TableDefinition } from '../../tables/definition.js';
import { aliasOf } from '../../tables/find-table.js';
import type { TableGraph } from '../../tables/graph.js';
import { number, text } from './ledger-facts.js';

/** Why a partition is in its state, in one sentence. */
export function why(
  name: StateName,
  row: Row | undefined,
  state: PartitionState | undefined,
  graph: TableGraph,
  table: Pick<TableDefinition, 'holdsFindings' | 'reads'>,
): string {
  switch (name) {
    case 'missing':
      return 'The schedule has games on this date and no run has made this partition yet.';
    case 'failed':
      return `The last attempt failed: ${text(row?.error) ?? 'no error was recorded'}`;
    case 'stale': {
      if (state?.reason === 'code_changed')
        return "The table's SQL, columns or thresholds changed since this partition was made.";
      const changed = (state?.changedInputs ?? []).map((name) => {
        const columns = table.reads.find((read) => read.table === name)?.columns;
        return `${aliasOf(name, graph)}${columns === undefined ? '' : ` (one of ${columns.join(', ')})`}`;
      });
      return `What it reads has changed since it was made: ${changed.join(', ')}.`;
    }
    case 'contaminated':
    case 'partial':
      return `${number(row?.critical_invalid) ?? 'Some'} of ${number(row?.critical_checked) ?? 'its'} critical values are not valid.`;
    case 'bootstrap':
      return 'The first two weeks of a season: most players and teams have too few games yet for a row.';
    case 'not_played':
      return row === undefined
        ? 'Its games are not played yet, and nothing has been made ahead for them.'
        : 'Its games are not played yet: it was made ahead, and there is nothing to put in it.';
    case 'no_source':
      return 'No ingested file has rows of the kind that it is made from for this date.';
    case 'unready':
      return 'Made and up to date, and none of its rows is ready for use.';
    case 'empty':
      if (table.holdsFindings === true) return 'Made and up to date: nothing was found on this date.';
      return 'Made and up to date, without a row: every expected player or team has a failure record instead.';
    case 'complete':
      return 'Made and verified; nothing it reads has changed since.';
  }
}
