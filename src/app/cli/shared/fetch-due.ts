import type { Cause, DayStep } from '../../../day/report.js';
import { seasonOfDate } from '../../../domain/seasons.js';
import type { FileOutcome } from '../../../download/download.js';
import type { Effects } from '../../../effects.js';
import { loadSettings } from '../../settings.js';
import type { CommonInput } from '../spec/command.js';

/** Fetched only where asked for: they cost credits. */
const ODDS = ['odds', 'props'];
/** Credits of The Odds API that one call may spend. */
const MAX_CREDITS = 100;
/** A file that is not final is fetched again after so many seconds at the earliest: `day` may run every few minutes. */
const FRESH_SECONDS = 600;

/**
 * Fetches what is due of some dates into a folder: what is there and final is left alone, what could not be had is tried again by the
 * next call. Returns what it did, what it waits for, and what is wrong.
 */
export async function fetchDue(
  input: CommonInput,
  effects: Effects,
  { dates, out, odds }: { readonly dates: readonly string[]; readonly out: string; readonly odds: boolean },
): Promise<Pick<DayStep, 'did' | 'waits' | 'findings' | 'causes'>> {
  const { download } = await import('../../../download/download.js');
  const { sourcesOf } = await import('../../../download/sources/index.js');
  const { cdn_url, stats_url, odds_url } = loadSettings(input, effects);
  const did: string[] = [];
  const waits: DayStep['waits'][number][] = [];
  const findings: string[] = [];
  const causes: Cause[] = [];
  for (const date of dates) {
    const {
      files,
      games_not_over: open,
      credits_left: credits,
    } = await download({
      effects,
      out,
      sources: odds ? [...sourcesOf(undefined), ...sourcesOf(ODDS)] : sourcesOf(undefined),
      subject: { season: seasonOfDate(date), date, games: [], now: effects.now().toISOString() },
      dryRun: false,
      refresh: false,
      freshForSeconds: FRESH_SECONDS,
      maxCredits: MAX_CREDITS,
      addresses: { cdn: cdn_url.value, stats: stats_url.value, odds: odds_url.value },
    });
    const fetched = files.filter(({ status }) => status === 'new' || status === 'changed').length;
    did.push(`${fetched} files of ${date} fetched into ${out}`);
    if (open > 0) waits.push({ what: `${open} ${open === 1 ? 'game' : 'games'} of ${date} to end`, until: null });
    for (const file of files) {
      if (file.status === 'failed' || file.status === 'not_tried')
        findings.push(`${file.file} could not be had: ${file.reason}`);
    }
    causes.push(...fetchCauses(files, credits));
  }
  return { did, waits, findings, causes: [...new Map(causes.map((cause) => [cause.key, cause])).values()] };
}

/** One cause for a host that is down, one for credits, one for each kind of document that has another shape now. */
function fetchCauses(files: readonly FileOutcome[], credits: number | null): Cause[] {
  const command = 'nba-props download --dry-run';
  const bad = files.filter(({ status }) => status === 'failed' || status === 'not_tried');
  const out = credits === 0 || bad.some(({ lacksCredits }) => lacksCredits);
  const others = bad.filter(({ lacksCredits }) => !lacksCredits);
  return [
    ...(out
      ? [{ key: 'credits', what: 'The credits of The Odds API are spent.', command, halts: 'credits_out' as const }]
      : []),
    ...others
      .filter(({ status }) => status === 'not_tried')
      .map(({ url, reason }) => ({
        key: `host:${new URL(url).host}`,
        what: `${new URL(url).host} gives no files: ${reason}.`,
        command,
      })),
    ...others
      .filter(({ status }) => status === 'failed')
      .map(({ kind, file, reason }) => ({
        key: `fetch:${kind}`,
        what: `${file} could not be had: ${reason}.`,
        command,
      })),
  ];
}
