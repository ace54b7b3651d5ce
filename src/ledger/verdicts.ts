import type { Warehouse } from '../engine/warehouse.js';
import type { VerdictSubject } from '../tables/differences/conflicts-view.js';
import { CONFLICT_VERDICTS } from '../tables/names.js';
import { hashOfRows } from './content-hash.js';
import { refreshTable } from './games-ledger.js';
import { VERDICT_COLUMNS } from './verdict-columns.js';

/** What a person says of a conflict or of a game that is missing. */
export type Verdict = {
  readonly subject: VerdictSubject;
  /** Id of the conflict, or of the game. */
  readonly subject_id: string;
  readonly game_id: string;
  readonly game_date: string;
  readonly check_name: string | null;
  readonly entity: string | null;
  /** Of a missing game the kinds of rows that it lacks, joined by commas. */
  readonly detail: string | null;
  /** The values that were accepted; if they change, the verdict no longer counts. */
  readonly left_value: number | null;
  readonly right_value: number | null;
  readonly accepted_by: string;
  readonly reason: string;
  readonly accepted_at: string;
};

/**
 * Records verdicts, each instead of the one before on the same subject. What reads the dates of conflicts becomes stale, as
 * after a change of any other input.
 */
export async function recordVerdicts(warehouse: Warehouse, verdicts: readonly Verdict[], now: Date): Promise<void> {
  const { dialect: d } = warehouse;
  const names = Object.keys(VERDICT_COLUMNS) as (keyof Verdict)[];
  await warehouse.transaction(async () => {
    await forget(warehouse, verdicts);
    for (const verdict of verdicts) {
      await warehouse.change(
        `INSERT INTO ${CONFLICT_VERDICTS} (${names.join(', ')}) VALUES (${names.map((name) => d.cast('?', VERDICT_COLUMNS[name])).join(', ')})`,
        names.map((name) => verdict[name]),
      );
    }
    await refreshVerdictsLedger(warehouse, now);
  });
}

/** Removes verdicts. */
export async function takeBack(
  warehouse: Warehouse,
  verdicts: readonly Pick<Verdict, 'subject' | 'subject_id'>[],
  now: Date,
): Promise<void> {
  await warehouse.transaction(async () => {
    await forget(warehouse, verdicts);
    await refreshVerdictsLedger(warehouse, now);
  });
}

export const listVerdicts = (warehouse: Warehouse): Promise<Verdict[]> =>
  warehouse.query<Verdict>(`SELECT * FROM ${CONFLICT_VERDICTS} ORDER BY game_date, game_id, subject, subject_id`);

/** The verdicts on games by game id. */
export async function gameVerdicts(warehouse: Warehouse): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = await listVerdicts(warehouse);
  return new Map(
    verdicts.flatMap((verdict) => (verdict.subject === 'missing_game' ? [[verdict.game_id, verdict]] : [])),
  );
}

async function forget(
  warehouse: Warehouse,
  verdicts: readonly Pick<Verdict, 'subject' | 'subject_id'>[],
): Promise<void> {
  for (const { subject, subject_id } of verdicts) {
    await warehouse.change(`DELETE FROM ${CONFLICT_VERDICTS} WHERE subject = ? AND subject_id = ?`, [
      subject,
      subject_id,
    ]);
  }
}

/** The ledger rows of the verdicts on conflicts, by the date of the game: no row is made from those on missing games. Must run inside a transaction. */
export async function refreshVerdictsLedger(warehouse: Warehouse, now: Date): Promise<void> {
  const { dialect: d } = warehouse;
  const content = `SELECT '${CONFLICT_VERDICTS}' AS table_name, game_date AS partition_date, COUNT(*) AS row_count,
    ${hashOfRows(d.rowHash(['subject', 'subject_id', 'left_value', 'right_value']), d)} AS content_hash
    FROM ${CONFLICT_VERDICTS} WHERE subject = 'conflict' GROUP BY game_date`;
  await refreshTable(warehouse, { table: CONFLICT_VERDICTS, content, explains: 'TRUE' }, now, 'conflicts');
}
