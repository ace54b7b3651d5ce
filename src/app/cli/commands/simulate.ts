import { join, resolve } from 'node:path';
import type { Effects } from '../../../effects.js';
import { EXIT } from '../../../errors.js';
import { parseFault, type SimulateOptions, type SimulateReport, simulate } from '../../../simulate/simulate.js';
import { count, table } from '../text/table.js';

/** Options of `nba-props simulate`; the league's own defaults apply to what is left out. */
export interface SimulateCommandOptions extends Omit<SimulateOptions, 'faults'> {
  /** KIND or KIND:WHERE, as typed. */
  readonly fault?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Writes the raw files of a simulated league and says what to do with them. Errors: BAD_OPTION. */
export async function simulateCommand(options: SimulateCommandOptions, effects: Effects): Promise<number> {
  const { fault = [], json = false, quiet = false, ...league } = options;
  const report = await simulate({ ...league, out: resolve(effects.cwd(), league.out), faults: fault.map(parseFault) });
  if (json) effects.stdout(`${JSON.stringify(report)}\n`);
  else if (!quiet) effects.stdout(simulateText(report));
  return EXIT.ok;
}

/** The report for people: seasons, files, planted faults, next step. */
export function simulateText(report: SimulateReport): string {
  const seasons = report.seasons.map((s) => {
    const games = Object.values(s.games).reduce((sum, n) => sum + n, 0);
    return [s.season, s.firstDate, s.lastDate, count(games), count(s.players), count(s.trades)];
  });
  const files = report.files.map((f) => [f.path, count(f.rows)]);
  const faults = report.faults.map((f) => [f.kind, f.where ?? 'season', `${f.games.length} games`, f.detail]);
  const sections = [
    table(['season', 'from', 'to', 'games', 'players', 'traded'], seasons, 'lllrrr'),
    table(['file', 'rows'], files, 'lr'),
    table(['planted fault', 'where', 'touches', 'detail'], faults, 'llll'),
    report.seasons.map((s) => `Next: nba-props ingest ${join(report.out, s.season)}`),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
