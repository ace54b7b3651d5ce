import { seasonYear } from '../../../domain/seasons.js';
import { PlatformError } from '../../../errors.js';
import { dateOption, seasonOption } from '../shared/dates.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, text, wholeNumber } from '../text/print.js';
import { type SimulateCommandOptions, simulateCommand } from './simulate.js';

/** `nba-props simulate`: what was typed, for simulateCommand. */
export const run: CommandRun = async ({ options: typed }, effects) => {
  const out = text(typed, 'out');
  if (out === undefined)
    throw new PlatformError('BAD_OPTION', 'simulate needs a folder to write to.', 'Name one with --out DIR.');
  const until = text(typed, 'until');
  const firstSeason = text(typed, 'firstSeason');
  const numbers = {
    seasons: wholeNumber(typed, 'seasons', '--seasons'),
    seed: wholeNumber(typed, 'seed', '--seed', 0),
    teams: wholeNumber(typed, 'teams', '--teams', 2),
    gamesPerTeam: wholeNumber(typed, 'gamesPerTeam', '--games-per-team'),
  };
  const given = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined));
  const { json, quiet } = commonOptions(typed);
  const options = {
    seasons: 1,
    seed: 1,
    ...given,
    out,
    json: json === true,
    quiet: quiet === true,
    boxScores: typed.boxScores !== false,
    bigDataBall: typed.bigdataball === true,
    fault: (typed.fault ?? []) as readonly string[],
    ...(until === undefined ? {} : { until: dateOption(until, '--until') }),
    ...(firstSeason === undefined ? {} : { firstSeason: seasonYear(seasonOption(firstSeason)) }),
  } satisfies SimulateCommandOptions;
  return simulateCommand(options, effects);
};
