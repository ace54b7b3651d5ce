import type { Effects } from '../../../effects.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { type OpenWarehouse, readWarehouse } from '../shared/warehouse.js';
import { defineCommand } from '../spec/command.js';
import { date, oneOf, season, wholeNumber } from '../spec/kinds.js';
import { argument, option } from '../spec/spec.js';
import { leakageText } from '../text/leakage.js';
import { print } from '../text/print.js';
import { counted } from '../text/table.js';

interface Wanted {
  readonly date?: string;
  readonly sample?: number;
  readonly season?: string;
}

/** Exit 0 clean, 1 findings. The warehouse is only read. */
export const command = defineCommand({
  summary: 'leakage: prove that pre-game rows do not depend on that game or on anything later',
  args: { what: argument(oneOf('audit', ['leakage']), 'the audit') },
  options: {
    date: option(date, 'audit this game date'),
    sample: option(wholeNumber(), 'audit this many dates of --season, the same ones each time'),
    season: option(season, 'season of the sample (default: the latest)'),
  },
  examples: ['nba-props audit leakage --date 2021-12-04', 'nba-props audit leakage --sample 20 --season 2021-22'],
  async run(input, effects) {
    requireDates(input);
    const { leakageReport } = await import('../../../audit/leakage/leakage.js');
    const report = await readWarehouse(input, effects, async (open) =>
      leakageReport(open.warehouse, open.graph, effects, {
        dates: await wantedDates(open, input),
        rebuildReference: (scratch) => rebuild(scratch, effects),
        onDate: (audit) => {
          if (input.quiet) return;
          const found = audit.not_audited ?? counted(audit.leaks.length, 'leak');
          effects.stderr(`${audit.date}: ${found} (${audit.seconds.toFixed(1)} s)\n`);
        },
      }),
    );
    print(report, (paint) => leakageText(report, paint), input, effects);
    return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
  },
});

function requireDates({ date, sample, season }: Wanted): void {
  if (date === undefined && sample === undefined) {
    throw new PlatformError(
      'BAD_OPTION',
      'audit leakage needs dates.',
      'Pass --date D, or --sample N with --season S.',
    );
  }
  if (date !== undefined && (sample ?? season) !== undefined) {
    throw new PlatformError(
      'BAD_OPTION',
      'Dates are given in more than one way.',
      'Pass --date D, or --sample N with --season S.',
    );
  }
}

/** The date asked for, or the sample. Errors: NOT_FOUND for a date without games, NO_SCHEDULE. */
async function wantedDates(
  { warehouse, graph }: OpenWarehouse,
  { date, sample, season }: Wanted,
): Promise<readonly string[]> {
  const { sampleDates } = await import('../../../audit/leakage/leakage.js');
  const { Calendar } = await import('../../../ledger/calendar.js');
  const calendar = await Calendar.load(warehouse, graph.ordered);
  if (date !== undefined) {
    if (calendar.gameDates.includes(date)) return [date];
    throw new PlatformError(
      'NOT_FOUND',
      `There are no games on ${date}.`,
      'Choose a date with regular-season, play-in or playoff games.',
    );
  }
  const sampled = season ?? calendar.allSeasons.at(-1);
  if (sampled !== undefined) return sampleDates(warehouse, sampled, sample ?? 1);
  throw new PlatformError('NO_SCHEDULE', 'The warehouse has no schedule.', 'Ingest schedule files first.');
}

/** What ingest does after loading, on the raw tables as they are in the scratch copy. */
async function rebuild(scratch: Warehouse, effects: Effects): Promise<void> {
  const { refreshGamesLedger } = await import('../../../ledger/games-ledger.js');
  const { rebuildReference } = await import('../../../tables/reference/build/index.js');
  return scratch.transaction(async () => {
    await rebuildReference(scratch);
    await refreshGamesLedger(scratch, effects.now(), 'leakage');
  });
}
