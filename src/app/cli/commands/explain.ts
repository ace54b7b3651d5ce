import { EXIT, PlatformError } from '../../../errors.js';
import { explainEntity } from '../../../explain/explain.js';
import { type PartitionRead, partitionReads } from '../../../explain/partition-reads.js';
import type { EntityExplanation } from '../../../explain/report.js';
import { selectTables } from '../../../plan/select-tables.js';
import { GRAPH } from '../../../tables/registry.js';
import { readPartition } from '../../server/read/partition.js';
import type { Partition } from '../../server/schema/partition.js';
import { dateOption } from '../shared/dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { entityLines } from '../text/explain-entity.js';
import { partitionLines } from '../text/explain-partition.js';
import { commonOptions, print } from '../text/print.js';

interface Explanation {
  readonly partition: Partition;
  /** The dates behind its inputs. */
  readonly reads: readonly PartitionRead[];
  /** NULL when none was asked for. */
  readonly entity: EntityExplanation | null;
}

/** `nba-props explain TABLE DATE [ENTITY]`: a partition by the ledger; rows by the games and events behind each value. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const [name = '', day = '', ...rest] = args;
  const date = dateOption(day, 'DATE');
  const wanted = rest.join(' ').trim();
  const tables = selectTables([name], GRAPH);
  const [table] = tables;
  if (table === undefined || tables.length > 1) {
    throw new PlatformError(
      'BAD_OPTION',
      `${name} stands for several tables.`,
      `Name one: ${tables.map((t) => t.alias).join(', ')}.`,
    );
  }
  const report = await withReader(
    options,
    effects,
    async (warehouse): Promise<Explanation> => ({
      partition: await readPartition({ warehouse, graph: GRAPH }, { table: table.name, date }),
      reads: await partitionReads(warehouse, GRAPH, table, date),
      entity: wanted === '' ? null : await explainEntity(warehouse, GRAPH, table, date, wanted),
    }),
  );
  const { partition, reads, entity } = report;
  print(
    report,
    (paint) =>
      entity === null ? partitionLines(partition, reads, options.db, paint) : entityLines(entity, table, date, paint),
    options,
    effects,
  );
  return EXIT.ok;
};
