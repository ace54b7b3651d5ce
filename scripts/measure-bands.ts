/**
 * The share of expected players without a row of player_shot_zone_analysis by day of the season, as whole seasons without
 * gaps show it, and the bands that follow: from the lowest to the highest day of any season, rounded outwards to 5 %.
 * Usage: tsx scripts/measure-bands.ts WAREHOUSE... Only seasons in which the table is complete are used.
 */
import { completenessReport } from '../src/audit/completeness/completeness.js';
import { openWarehouse } from '../src/engine/open.js';
import { Calendar } from '../src/ledger/calendar.js';
import { PSZA } from '../src/tables/names.js';
import { GRAPH } from '../src/tables/registry.js';

/** First days of the bands, which are short while the share changes quickly. */
const FROM = [0, 17, 20, 24, 29, 36, 46, 60];
/** Dates with fewer expected players (the first night) are left out. */
const FEWEST = 100;
const STEP = 0.05;

interface Day {
  readonly season: string;
  readonly day: number;
  readonly share: number;
}

async function daysOf(location: string): Promise<Day[]> {
  const warehouse = await openWarehouse({ location, readOnly: true });
  try {
    const calendar = await Calendar.load(warehouse, GRAPH.ordered);
    const report = await completenessReport(warehouse, GRAPH, { from: null, to: null, tables: [PSZA], details: true });
    return (report.tables[0]?.dates ?? []).flatMap(({ date, states }) => {
      const { ROW = 0, NOT_RUN = 0, ...failed } = states;
      const failures = Object.values(failed).reduce((sum, n) => sum + n, 0);
      if (NOT_RUN > 0 || ROW + failures < FEWEST) return [];
      const { season, day_of_season: day } = calendar.batchDate(date);
      return day === null ? [] : [{ season, day, share: failures / (ROW + failures) }];
    });
  } finally {
    await warehouse.close();
  }
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
const all = (await Promise.all(process.argv.slice(2).map(daysOf))).flat();
const seasons = [...new Set(all.map(({ season }) => season))].sort();

console.log(`| season days | ${seasons.join(' | ')} | band |\n|---|${'---|'.repeat(seasons.length + 1)}`);
for (const [i, from] of FROM.entries()) {
  const to = (FROM[i + 1] ?? Number.POSITIVE_INFINITY) - 1;
  const own = all.filter(({ day }) => day >= from && day <= to);
  const span = (days: readonly Day[]) => {
    const shares = days.map(({ share }) => share);
    return shares.length === 0 ? '' : `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`;
  };
  const shares = own.map(({ share }) => share);
  const low = Math.floor(Math.min(...shares) / STEP) * STEP;
  const high = Math.ceil(Math.max(...shares) / STEP) * STEP;
  const bySeason = seasons.map((season) => span(own.filter((day) => day.season === season)));
  const name = to === Number.POSITIVE_INFINITY ? `${from} and later` : `${from} to ${to}`;
  console.log(`| ${[name, ...bySeason, `${percent(low)} to ${percent(high)}`].join(' | ')} |`);
}
