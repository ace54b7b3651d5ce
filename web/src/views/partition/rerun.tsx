import type { Partition } from '../../../../src/app/server/schema/partition.js';
import { ActionButton, ReadOnlyNote } from '../../parts/action-button.js';

/** Heals what is wrong with the partition, or makes a fresh one again. */
export function Rerun({ partition }: { readonly partition: Partition }) {
  const { alias, date, state, derived } = partition;
  if (!derived) {
    return <p className="muted">Rows of this table come from files: ingest the file of this date.</p>;
  }
  const well = state === 'complete' || state === 'bootstrap' || state === 'empty';
  return (
    <div className="rerun">
      {!well && (
        <ActionButton primary action={{ kind: 'heal', from: date, to: date }}>
          Heal this date
        </ActionButton>
      )}
      <ActionButton action={{ kind: 'backfill', tables: [alias], from: date, to: date, force: true }}>
        Make this partition again
      </ActionButton>
      <ReadOnlyNote />
    </div>
  );
}
