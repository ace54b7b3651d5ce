import type { Warehouse } from '../../engine/warehouse.js';
import { gameVerdicts, type Verdict } from '../../ledger/verdicts.js';
import type { AuditRange } from '../audit-range.js';
import { rawGaps } from '../gaps/raw-games.js';
import type { GameGap } from '../gaps/report.js';
import type { AcceptedGame } from './report.js';

/** The kinds of rows that a game lacks or has too few of, as a verdict keeps them. */
export const lacks = ({ missing, low }: Pick<GameGap, 'missing' | 'low'>): string[] =>
  [...missing, ...low.map(({ kind }) => kind)].sort();

/** Whether a verdict covers what a game lacks now: nothing that was there when it was given. */
export function covers(verdict: Pick<Verdict, 'detail'>, gap: Pick<GameGap, 'missing' | 'low'>): boolean {
  const accepted = new Set((verdict.detail ?? '').split(', '));
  return lacks(gap).every((kind) => accepted.has(kind));
}

/** A verdict on a game, as the report shows it. */
export const acceptedGame = (verdict: Verdict, covered: boolean): AcceptedGame => ({
  game_id: verdict.game_id,
  date: verdict.game_date,
  lacks: verdict.detail ?? '',
  accepted_by: verdict.accepted_by,
  reason: verdict.reason,
  accepted_at: verdict.accepted_at,
  covers: covered,
});

/** The games of a range that people have accepted as missing, each with whether that still covers what it lacks. */
export async function acceptedGames(warehouse: Warehouse, range: AuditRange): Promise<AcceptedGame[]> {
  const verdicts = [...(await gameVerdicts(warehouse)).values()].filter(
    ({ game_date: date }) => (range.from === null || date >= range.from) && (range.to === null || date <= range.to),
  );
  if (verdicts.length === 0) return [];
  const gaps = new Map((await rawGaps(warehouse, range)).map((gap) => [gap.game_id, gap]));
  return verdicts.map((verdict) => {
    const gap = gaps.get(verdict.game_id);
    return acceptedGame(verdict, gap !== undefined && covers(verdict, gap));
  });
}
