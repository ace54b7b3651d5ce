import { seasonLabel } from '../domain/seasons.js';
import { FaultDesk } from './faults/fault-desk.js';
import { League } from './league/league.js';
import { type LiveKey, writeLive } from './live/live-key.js';
import { checkOptions, type SeasonSummary, type SimulateOptions, type SimulateReport } from './options.js';
import { Rng } from './rng.js';
import { Season } from './season.js';
import { writeFaults } from './write/fault-files.js';
import { SeasonOutput, type WrittenFile } from './write/output.js';

export { parseFault } from './faults/fault.js';
export type { SimulateOptions, SimulateReport } from './options.js';

/**
 * Simulates a league and writes its raw files: DIR/<season>/ in the layouts of the real sources, the truth in
 * DIR/answer_key/<season>/, and what planted faults hold back in DIR/withheld, DIR/late and DIR/corrections.
 * Files of an earlier run for the same seasons are replaced. BAD_OPTION for options no league can be made of, and for a
 * fault that met no game.
 */
export async function simulate(given: SimulateOptions): Promise<SimulateReport> {
  const options = checkOptions(given);
  const rng = new Rng(`${options.seed}/${options.teams}/${options.gamesPerTeam}/${options.firstSeason}`);
  const league = new League(rng.fork('league'), options.teams, options.firstSeason);
  const desk = new FaultDesk(options.faults);
  const seasons: SeasonSummary[] = [];
  const files: WrittenFile[] = [];
  const live: LiveKey[] = [];
  for (let i = 0; i < options.seasons; i++) {
    const year = options.firstSeason + i;
    if (i > 0) league.nextSeason(year);
    const output = new SeasonOutput(options.out, seasonLabel(year));
    output.clear();
    const season = new Season(league, year, options, output, desk, rng.fork(`season/${year}`));
    seasons.push(await season.play());
    files.push(...(await output.close()));
    files.push(...writeFaults(options.out, seasonLabel(year), desk));
    if (options.live) live.push(writeLive(options.out, year, season.book.days, rng.fork(`live/${year}`)));
    if (options.until !== null && options.until < `${year + 1}-10-01`) break;
  }
  desk.demandAll();
  return { out: options.out, seasons, files, faults: desk.planted(), live };
}
