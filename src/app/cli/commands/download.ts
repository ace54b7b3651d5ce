import { resolve } from 'node:path';
import { gameTypeOfId, padGameId, seasonOfDate, seasonOfGameId } from '../../../domain/seasons.js';
import type { DownloadReport, FileOutcome } from '../../../download/download.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { loadSettings } from '../../settings.js';
import { defineCommand } from '../spec/command.js';
import { date, type Kind, listOf, oneOf, path, season, wholeNumber } from '../spec/kinds.js';
import { flag, option, optionWithDefault } from '../spec/spec.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { count, counted, table } from '../text/table.js';
import { visible } from '../text/visible.js';

const gameId: Kind<string> = {
  name: 'id',
  read(typed, at) {
    const id = padGameId(typed);
    if (id !== null && seasonOfGameId(id) !== null && gameTypeOfId(id) !== 'other') return id;
    throw new PlatformError('BAD_OPTION', `${at} ${typed} is not a game id.`, 'Write ten digits, e.g. 0022500775.');
  },
};

const kind = oneOf('kind', async () => {
  const { DOWNLOADS } = await import('../../../download/sources/index.js');
  return DOWNLOADS.map(({ kind: name }) => name);
});

/** Exit 1 if a file could not be had. */
export const command = defineCommand({
  summary: 'fetch raw files of a season, a date or games into a folder; what is there already is not fetched again',
  options: {
    season: option(season, 'all games of a season that are over'),
    date: option(date, 'games of one date that are over'),
    games: option(listOf(gameId), 'these games, over or not, joined by commas'),
    kinds: option(listOf(kind), 'kinds of files, joined by commas (docs/sources.md lists them)'),
    out: optionWithDefault(path('dir'), 'raw', 'folder to write to'),
    dryRun: flag('only list what would be fetched'),
    refresh: flag('fetch again what is there, for corrections'),
    maxCredits: optionWithDefault(wholeNumber('number', 0), 100, 'credits of The Odds API that may be spent'),
  },
  examples: [
    'nba-props download --season 2025-26 --out raw/2025-26',
    'nba-props download --date 2026-02-11 --kinds live_box,live_feed --dry-run',
  ],
  async run(input, effects) {
    const { download } = await import('../../../download/download.js');
    const { sourcesOf } = await import('../../../download/sources/index.js');
    const { cdn_url, stats_url, odds_url } = loadSettings(input, effects);
    const asked = subjectOf(input);
    const sources = sourcesOf(input.kinds).filter((source) => input.games === undefined || source.kind !== 'schedule');
    const report = await download({
      effects,
      out: resolve(effects.cwd(), input.out),
      sources,
      subject: { ...asked, now: effects.now().toISOString() },
      dryRun: input.dryRun,
      refresh: input.refresh,
      freshForSeconds: FRESH_SECONDS,
      maxCredits: input.maxCredits,
      addresses: { cdn: cdn_url.value, stats: stats_url.value, odds: odds_url.value },
      onFile(file) {
        if (!input.quiet)
          effects.stderr(
            visible(`${file.status.padEnd(9)} ${file.file}${file.reason === null ? '' : `: ${file.reason}`}\n`),
          );
      },
    });
    print(report, (paint) => lines(report, input.out, paint), input, effects);
    return report.files.some(isMissing) ? EXIT.findings : EXIT.ok;
  },
});

/** For so long a list that grows is not fetched again: a command that is run every few minutes asks once. */
const FRESH_SECONDS = 600;

const isMissing = ({ status }: FileOutcome): boolean => status === 'failed' || status === 'not_tried';

interface Asked {
  readonly season?: string;
  readonly date?: string;
  readonly games?: readonly string[];
}

/** Error: BAD_OPTION unless exactly one of season, date and games is given, and games of one season. */
function subjectOf({ season: label, date: day, games }: Asked) {
  const given = [label, day, games].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw new PlatformError(
      'BAD_OPTION',
      given.length === 0 ? 'Nothing says what to fetch.' : 'Only one of --season, --date and --games can be given.',
      'Pass --season 2025-26, --date 2026-02-11 or --games 0022500775.',
    );
  }
  if (games === undefined) return { season: label ?? seasonOfDate(day ?? ''), date: day ?? null, games: [] };
  const seasons = [...new Set(games.map((id) => seasonOfGameId(id)))];
  const [only] = seasons;
  if (only === undefined || only === null || seasons.length > 1) {
    throw new PlatformError(
      'BAD_OPTION',
      'The games are of several seasons.',
      'Pass the games of one season at a time.',
    );
  }
  return { season: only, date: null, games: games.map((id) => ({ id, date: null, isFinal: null })) };
}

function lines(report: DownloadReport, out: string, paint: Paint): string[] {
  const statuses = ['new', 'changed', 'same', 'kept', 'nothing', 'planned', 'failed', 'not_tried'] as const;
  const shown = statuses.filter((status) => report.files.some((file) => file.status === status));
  const kinds = [...new Set(report.files.map((file) => file.kind))];
  const rows = kinds.map((name) => {
    const own = report.files.filter((file) => file.kind === name);
    const open = own.filter((file) => file.open).length;
    const counts = shown.map((status) => own.filter((file) => file.status === status).length);
    return [name, ...counts.map((n) => (n === 0 ? '' : count(n))), open === 0 ? '' : count(open)];
  });
  const text = table(
    ['kind', ...shown.map((s) => s.replace('_', ' ')), 'not final'],
    rows,
    `l${'r'.repeat(shown.length + 1)}`,
  );
  for (const file of report.files.filter(isMissing)) {
    text.push(`${paint.bad(file.status.replace('_', ' '))}  ${file.file}: ${file.reason}`, `  ${file.url}`);
  }
  if (report.games_not_over > 0) text.push('', `${counted(report.games_not_over, 'game is', 'games are')} not over.`);
  if (report.credits_left !== null) {
    text.push('', `${counted(report.credits_spent, 'credit')} spent, ${count(report.credits_left)} left.`);
  }
  const missing = report.files.filter(isMissing).length;
  if (missing > 0) text.push('', `${counted(missing, 'file')} missing: run the same command again to try once more.`);
  text.push('', `Next: nba-props ingest ${out}`);
  return text;
}
