import { type ExpectedReport, FILE_NAMES, isAfterGame } from '../audit/expected/report.js';
import { easternShown } from '../domain/dates.js';
import { quotesDueBy } from '../domain/due-times.js';
import type { ExpectedState } from '../domain/expected-file.js';
import type { DayStep } from './report.js';

/** Pre-game files of a date that are not due yet, late, or missing: one line per game. */
export function beforeTipOff({ games }: ExpectedReport, date: string): Pick<DayStep, 'did' | 'waits' | 'findings'> {
  const of = (wanted: ExpectedState) =>
    games
      .filter((game) => game.date === date)
      .flatMap((game) => {
        const files = game.files.filter(({ kind, state }) => state === wanted && !isAfterGame(kind));
        const due = files.at(-1)?.due_by;
        const what = `${files.map(({ kind }) => FILE_NAMES[kind]).join(', ')} of ${game.away} @ ${game.home}`;
        return due === undefined ? [] : [{ game, due, what }];
      });
  return {
    did: of('missing').map(({ what }) => `${what} did not come before tip-off`),
    waits: of('not_due').map(({ what, due }) => ({ what, until: due })),
    findings: of('late').map(
      ({ what, due, game }) =>
        `${what} are late: they were due by ${easternShown(due)} and can come until ${easternShown(quotesDueBy(game.date, game.tipoff_at))}`,
    ),
  };
}
