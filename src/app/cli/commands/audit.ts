import { leakageReport, sampleDates } from '../../../audit/leakage/leakage.js';
import type { Effects } from '../../../effects.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { Calendar } from '../../../ledger/calendar.js';
import { refreshGamesLedger } from '../../../ledger/games-ledger.js';
import { rebuildReference } from '../../../tables/reference/build/index.js';
import { GRAPH } from '../../../tables/registry.js';
import { dateOption, seasonOption } from '../shared/dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun, TypedOptions } from '../spec.js';
import { commonOptions, print, text, wholeNumber } from '../text/print.js';
import { counted } from '../text/table.js';
import { leakageText } from '../text/validate.js';

/** `nba-props audit leakage --date D | --sample N [--season S]`: exit 0 clean, 1 findings. The warehouse is only read. */
export const run: CommandRun = async ({ args: [what = ''], options: typed }, effects) => {
  if (what !== 'leakage') throw new PlatformError('BAD_OPTION', `There is no audit ${what}.`, 'Audits: leakage.');
  const options = commonOptions(typed);
  const wanted = wantedDates(typed);
  const report = await withReader(options, effects, async (warehouse) =>
    leakageReport(warehouse, GRAPH, effects, {
      dates: await wanted(warehouse),
      rebuildReference: (scratch) => rebuild(scratch, effects),
      onDate: (audit) => {
        if (options.quiet === true) return;
        const found = audit.not_audited ?? counted(audit.leaks.length, 'leak');
        effects.stderr(`${audit.date}: ${found} (${audit.seconds.toFixed(1)} s)\n`);
      },
    }),
  );
  print(report, (paint) => leakageText(report, paint), options, effects);
  return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
};

function wantedDates(typed: TypedOptions): (warehouse: Warehouse) => Promise<readonly string[]> {
  const date = text(typed, 'date');
  const n = wholeNumber(typed, 'sample', '--sample');
  const season = text(typed, 'season');
  if ((date === undefined) === (n === undefined)) {
    throw new PlatformError(
      'BAD_OPTION',
      date === undefined ? 'audit leakage needs dates.' : 'Dates are given in more than one way.',
      'Pass --date D, or --sample N with --season S.',
    );
  }
  if (date !== undefined) {
    const day = dateOption(date, '--date');
    return (warehouse) => gameDate(warehouse, day);
  }
  const named = season === undefined ? undefined : seasonOption(season);
  return async (warehouse) => sampleDates(warehouse, named ?? (await latestSeason(warehouse)), n ?? Number.NaN);
}

async function gameDate(warehouse: Warehouse, date: string): Promise<readonly string[]> {
  const calendar = await Calendar.load(warehouse, GRAPH.ordered);
  if (calendar.gameDates.includes(date)) return [date];
  throw new PlatformError('NOT_FOUND', `There are no games on ${date}.`, 'Pass a date with counting games.');
}

async function latestSeason(warehouse: Warehouse): Promise<string> {
  const calendar = await Calendar.load(warehouse, GRAPH.ordered);
  const season = calendar.allSeasons.at(-1);
  if (season !== undefined) return season;
  throw new PlatformError('NO_SCHEDULE', 'The warehouse has no schedule.', 'Ingest schedule files first.');
}

/** What ingest does after loading, on the raw tables as they are in the scratch copy. */
function rebuild(scratch: Warehouse, effects: Effects): Promise<void> {
  return scratch.transaction(async () => {
    await rebuildReference(scratch);
    await refreshGamesLedger(scratch, effects.now(), 'leakage');
  });
}
