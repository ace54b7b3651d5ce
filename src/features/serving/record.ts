import type { Warehouse } from '../../engine/warehouse.js';
import { SERVED_FEATURES } from '../../ledger/processing-names.js';
import { FEATURE_VERSION } from '../../tables/features/feature-contract.js';
import type { ServedLine } from './lines.js';

/** A slate as it was served. */
export interface ServedSlate {
  readonly date: string;
  /** Cut-off (ISO, UTC): only what was known by then was used. */
  readonly at: string;
  /** The last file that the warehouse had; NULL where the slate was made later from what was known. */
  readonly files: number | null;
  readonly lines: readonly ServedLine[];
}

/** The slate served for a date with this cut-off; NULL if there is none. */
export async function servedAt(warehouse: Warehouse, date: string, at: string): Promise<ServedSlate | null> {
  const time = timeOf(warehouse, at);
  const lines = await warehouse.query<{ [K in keyof ServedLine]: ServedLine[K] } & { files: number | null }>(
    `SELECT game_id, player_id, line, files_until AS files FROM ${SERVED_FEATURES} WHERE game_date = ${warehouse.dialect.date(date)} AND known_at = ${time}
     ORDER BY place`,
  );
  const [first] = lines;
  if (first === undefined) return null;
  return { date, at, files: first.files, lines: lines.map(({ files: _, ...line }) => line) };
}

/** The last slate served for a date with a cut-off not after `by`; NULL if there is none. */
export async function lastServed(warehouse: Warehouse, date: string, by: string): Promise<ServedSlate | null> {
  const { dialect: d } = warehouse;
  const [last] = await warehouse.query<{ last_at: string | null }>(
    `SELECT ${d.isoTime('MAX(known_at)')} AS last_at FROM ${SERVED_FEATURES}
     WHERE game_date = ${d.date(date)} AND known_at <= ${timeOf(warehouse, by)} AND feature_version = ${d.text(FEATURE_VERSION)}`,
  );
  return last?.last_at == null ? null : servedAt(warehouse, date, last.last_at);
}

/** Stores a served slate; one with the same date and cut-off is replaced. Must not run inside a transaction. */
export async function recordServed(
  warehouse: Warehouse,
  { date, at, files, lines }: ServedSlate,
  { runId, now }: { readonly runId: string; readonly now: Date },
): Promise<void> {
  const { dialect: d } = warehouse;
  const [day, time, served] = [d.date(date), timeOf(warehouse, at), timeOf(warehouse, now.toISOString())];
  const text = d.type('string');
  await warehouse.transaction(async () => {
    await warehouse.execute(
      `CREATE OR REPLACE TEMP TABLE served_lines (place ${text}, game_id ${text}, player_id ${text}, line ${text})`,
    );
    await warehouse.appendText(
      'served_lines',
      lines.map(({ game_id, player_id, line }, i) => [String(i + 1), game_id, String(player_id), line]),
    );
    await warehouse.execute(`DELETE FROM ${SERVED_FEATURES} WHERE game_date = ${day} AND known_at = ${time}`);
    await warehouse.execute(`INSERT INTO ${SERVED_FEATURES}
        (game_date, known_at, files_until, place, game_id, player_id, feature_version, line, run_id, served_at)
      SELECT ${day}, ${time}, ${d.cast(files === null ? 'NULL' : String(files), 'integer')}, ${d.cast('place', 'integer')}, game_id, ${d.cast('player_id', 'integer')}, ${d.text(FEATURE_VERSION)}, line, ${d.text(runId)}, ${served}
      FROM served_lines`);
  });
}

const timeOf = ({ dialect: d }: Warehouse, iso: string) => d.cast(d.text(iso), 'timestamp');

/** Whether two slates are the same lines, byte for byte. */
export const sameLines = (a: readonly ServedLine[], b: readonly ServedLine[]): boolean =>
  a.length === b.length && a.every(({ line }, i) => line === b[i]?.line);
