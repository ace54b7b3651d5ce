import type { ColumnType, Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { BATCH_DATES, BATCH_VARIABLES, type BatchDate, teamGamesVariable } from '../tables/sql-context.js';

/** Fills the relation and the variables that the SQL of every table reads. */
export async function fillBatchDates(warehouse: Warehouse, days: readonly BatchDate[]): Promise<void> {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined)
    throw new PlatformError('INTERNAL', 'A batch has no dates.', 'This is a bug.');
  const d = warehouse.dialect;
  const column = (type: ColumnType, pick: (day: BatchDate) => string | number) => ({
    type,
    values: days.map((day) => String(pick(day))),
  });
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${BATCH_DATES} AS ${d.relation({
      partition_date: column('date', (day) => day.partition_date),
      season: column('string', (day) => day.season),
      season_year: column('integer', (day) => day.season_year),
      season_start: column('date', (day) => day.season_start),
      season_end: column('date', (day) => day.season_end),
      day_of_season: column('integer', (day) => day.day_of_season),
    })}`,
  );
  await warehouse.setDates({
    [BATCH_VARIABLES.from]: first.partition_date,
    [BATCH_VARIABLES.to]: last.partition_date,
    [BATCH_VARIABLES.seasonStart]: first.season_start,
    [BATCH_VARIABLES.seasonEnd]: first.season_end,
    ...teamGamesStarts(days),
  });
}

/** Where the batch's windows over the teams' last N games begin: the earliest over its days. */
function teamGamesStarts(days: readonly BatchDate[]): Record<string, string> {
  const sizes = new Set(days.flatMap((day) => [...(day.team_games_start?.keys() ?? [])]));
  return Object.fromEntries(
    [...sizes].map((games) => {
      const starts = days.map((day) => day.team_games_start?.get(games) ?? day.season_start);
      return [teamGamesVariable(games), starts.sort()[0] ?? ''];
    }),
  );
}

/** Fills the dates of a run's batches. Table after table is made for the same dates, which are filled once. */
export class BatchDates {
  private filled = '';

  constructor(private readonly warehouse: Warehouse) {}

  /** Must not run inside a transaction: a rollback would remove the dates. */
  async fill(days: readonly BatchDate[]): Promise<void> {
    const key = days.map((day) => day.partition_date).join();
    if (key === this.filled) return;
    this.filled = '';
    await fillBatchDates(this.warehouse, days);
    this.filled = key;
  }
}

/** Rows of a batch; the range comes first so that scans are pruned by it. */
export function inBatch(column: string, d: Dialect): string {
  return `${column} BETWEEN ${d.variable(BATCH_VARIABLES.from)} AND ${d.variable(BATCH_VARIABLES.to)}
    AND ${column} IN (SELECT partition_date FROM ${BATCH_DATES})`;
}
