import { EXIT } from '../../../errors.js';
import type { PartitionRead } from '../../../explain/partition/reads.js';
import type { PartitionExplanation } from '../../../explain/partition/report.js';
import type { EntityExplanation } from '../../../explain/report.js';
import { readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { date, table, text } from '../spec/kinds.js';
import { anyArguments, argument } from '../spec/spec.js';
import { entityLines } from '../text/explain-entity.js';
import { partitionLines } from '../text/explain-partition.js';
import { print } from '../text/print.js';

interface Explanation {
  readonly partition: PartitionExplanation;
  /** The dates behind its inputs. */
  readonly reads: readonly PartitionRead[];
  /** NULL when none was asked for. */
  readonly entity: EntityExplanation | null;
}

export const command = defineCommand({
  summary:
    'explain a partition (state, inputs, hashes, run), or a player or team in it (each value and the games it comes from)',
  args: {
    table: argument(table, 'short or full name'),
    date: argument(date, 'YYYY-MM-DD'),
    entity: anyArguments(text('entity'), 'a player, team or game, by name or id'),
  },
  examples: ['nba-props explain pdc 2021-12-04', 'nba-props explain pdc 2021-12-04 "Stephen Curry"'],
  async run(input, effects) {
    const { explainEntity } = await import('../../../explain/explain.js');
    const { explainPartition } = await import('../../../explain/partition/partition.js');
    const { partitionReads } = await import('../../../explain/partition/reads.js');
    const of = input.table;
    const wanted = input.entity.join(' ').trim();
    const report = await readWarehouse(
      input,
      effects,
      async ({ warehouse, graph }): Promise<Explanation> => ({
        partition: await explainPartition(warehouse, graph, { kind: 'derived', table: of }, input.date),
        reads: await partitionReads(warehouse, graph, of, input.date),
        entity: wanted === '' ? null : await explainEntity(warehouse, graph, of, input.date, wanted),
      }),
    );
    const { partition, reads, entity } = report;
    print(
      report,
      (paint) =>
        entity === null
          ? partitionLines(partition, reads, input.db, paint)
          : entityLines(entity, of, input.date, paint),
      input,
      effects,
    );
    return EXIT.ok;
  },
});
