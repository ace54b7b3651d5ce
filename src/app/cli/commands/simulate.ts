import { join, resolve } from 'node:path';
import { seasonYear } from '../../../domain/seasons.js';
import { EXIT } from '../../../errors.js';
import { FAULT_KINDS, type Fault, parseFault } from '../../../simulate/faults/fault.js';
import type { SimulateReport } from '../../../simulate/simulate.js';
import { defineCommand } from '../spec/command.js';
import { date, type Kind, path, season, wholeNumber } from '../spec/kinds.js';
import { flag, option, optionWithDefault, repeatedOption, requiredOption } from '../spec/spec.js';
import { dateProgress } from '../text/date-progress.js';
import { print } from '../text/print.js';
import { count, counted, table } from '../text/table.js';

const fault: Kind<Fault> = { name: 'fault', read: parseFault };

/** What stands after the name of a fault. */
const WHERE = { date: ':DATE', game: ':GAME_ID', 'date or nothing': '[:DATE]', nothing: '' };
const FAULTS = Object.entries(FAULT_KINDS).map(([kind, { where }]) => `${kind}${WHERE[where]}`);

export const command = defineCommand({
  summary: 'write raw files of a simulated league in the real formats, with its answer key',
  options: {
    seasons: optionWithDefault(wholeNumber(), 1, 'how many seasons'),
    seed: optionWithDefault(wholeNumber('number', 0), 1, 'same seed, same bytes'),
    out: requiredOption(path('dir'), 'folder to write to'),
    teams: optionWithDefault(wholeNumber('number', 2), 30, 'teams of the league'),
    gamesPerTeam: optionWithDefault(wholeNumber(), 82, 'regular games of a team'),
    firstSeason: optionWithDefault(season, '2023-24', 'the first season'),
    until: option(date, 'play only games up to this date; the schedule stays whole'),
    noBoxScores: flag('leave full box scores out, as in the seasons after 2020-21'),
    bigdataball: flag('write the BigDataBall layout, too'),
    daily: flag('write injury reports, a scoreboard for each date and rosters, too'),
    live: flag('write what comes when, too, with faults: deliveries to copy over a drop folder one after the other'),
    fault: repeatedOption(fault, `plant a fault: ${FAULTS.join(', ')}`),
  },
  examples: [
    'nba-props simulate --seasons 1 --seed 7 --out ./league --fault missing-pbp:2023-12-04',
    'nba-props simulate --seasons 5 --out ./league --fault duplicate-rows --fault score-glitch:0022300100',
  ],
  async run(input, effects) {
    const { simulate } = await import('../../../simulate/simulate.js');
    const { seasons, seed, teams, gamesPerTeam, until } = input;
    const dates = dateProgress(effects, input.quiet);
    const report = await simulate({
      seasons,
      seed,
      teams,
      gamesPerTeam,
      out: resolve(effects.cwd(), input.out),
      firstSeason: seasonYear(input.firstSeason),
      boxScores: !input.noBoxScores && !input.live,
      bigDataBall: input.bigdataball,
      daily: input.daily,
      live: input.live,
      faults: input.fault,
      signal: effects.signal,
      onDate: dates.onDate,
      ...(until === undefined ? {} : { until }),
    });
    dates.end();
    if (input.json || !input.quiet) print(report, () => lines(report), input, effects);
    return EXIT.ok;
  },
});

/** The report for people: seasons, files, planted faults, next step. */
function lines(report: SimulateReport): string[] {
  const seasons = report.seasons.map((s) => {
    const games = Object.values(s.games).reduce((sum, n) => sum + n, 0);
    return [s.season, s.firstDate, s.lastDate, count(games), count(s.players), count(s.trades)];
  });
  const files = report.files.map((f) => [f.path, count(f.rows)]);
  const faults = report.faults.map((f) => [f.kind, f.where ?? 'season', counted(f.games.length, 'game'), f.detail]);
  const sections = [
    table(['season', 'from', 'to', 'games', 'players', 'traded'], seasons, 'lllrrr'),
    table(['file', 'rows'], files, 'lr'),
    report.live.map(
      ({ season, deliveries, faults: live }) =>
        `${counted(deliveries.length, 'delivery', 'deliveries')} in ${join(report.out, 'live', season)}, ${counted(live.length, 'fault')} in ${join(report.out, 'answer_key', season, 'live.json')}`,
    ),
    table(['planted fault', 'where', 'touches', 'detail'], faults, 'llll'),
    report.seasons.map((s) => `Next: nba-props ingest ${join(report.out, s.season)}`),
  ];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, i) => (i === 0 ? section : ['', ...section]));
}
