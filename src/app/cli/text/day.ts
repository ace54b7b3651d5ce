import type { DayReport, DayStep } from '../../../day/report.js';
import { easternShown } from '../../../domain/dates.js';
import type { Paint } from './paint.js';

/** The day, step by step, and how it ended. */
export function dayLines(report: DayReport, paint: Paint): string[] {
  const { date, steps, finding_count: found, interrupted } = report;
  const waits = steps.reduce((sum, step) => sum + step.waits.length, 0);
  const end = interrupted
    ? paint.warn('Stopped; the same command goes on.')
    : found > 0
      ? paint.bad(`${found} ${found === 1 ? 'thing is' : 'things are'} wrong.`)
      : waits > 0
        ? `Nothing is wrong; ${waits} ${waits === 1 ? 'thing has' : 'things have'} still to come.`
        : paint.good('The day is done.');
  return [paint.strong(date), ...steps.flatMap((step) => stepLines(step, paint)), '', end];
}

/** One step: what it did, what it waits for and until when, what is wrong. */
function stepLines({ step, did, waits, findings, commands }: DayStep, paint: Paint): string[] {
  const name = step.padEnd(9);
  const rest = ' '.repeat(9);
  return [
    ...did.map((text, i) => `${i === 0 ? name : rest} ${text}`),
    ...waits.map(
      ({ what, until }) =>
        `${rest} ${paint.warn('waits for')} ${what}${until === null ? '' : `, until ${easternShown(until)}`}`,
    ),
    ...findings.map((text) => `${rest} ${paint.bad('wrong')}: ${text}`),
    ...commands.map((text) => `${rest} see: ${text}`),
  ];
}
