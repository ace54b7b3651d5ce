import type { Tonight } from '../tonight/report.js';

export type DayStepName = 'files' | 'settle' | 'heal' | 'make' | 'serve' | 'validate' | 'report';

/** Something that has not come yet, and until when it may. */
interface Awaited {
  readonly what: string;
  /** ISO 8601, UTC; NULL if not known. */
  readonly until: string | null;
}

/** A cause of findings. It is reported once, however many findings it has. */
export interface Cause {
  /** Identifies the cause from pass to pass. */
  readonly key: string;
  readonly what: string;
  /** A command that shows or fixes it. */
  readonly command: string;
  /** Set if the watch should stop until a person has looked. */
  readonly halts?: 'source_changed' | 'credits_out';
}

/** One step of the day: what it did, what it waits for, and what is wrong. */
export interface DayStep {
  readonly step: DayStepName;
  readonly did: readonly string[];
  readonly waits: readonly Awaited[];
  readonly findings: readonly string[];
  /** Commands that help with the findings. */
  readonly commands: readonly string[];
  /** Causes of its findings, and others that a person should know of. */
  readonly causes: readonly Cause[];
}

export interface DayReport {
  readonly date: string;
  /** The last date with games before it. */
  readonly yesterday: string | null;
  readonly steps: readonly DayStep[];
  /** The page of the date; NULL on a day without games. */
  readonly tonight: Pick<Tonight, 'date' | 'state' | 'readiness'> | null;
  /** The next date with games. */
  readonly next: string | null;
  /** Whether it was interrupted; the same command continues. */
  readonly interrupted: boolean;
  readonly finding_count: number;
}

export const step = (name: DayStepName, told: Partial<Omit<DayStep, 'step'>>): DayStep => ({
  step: name,
  did: [],
  waits: [],
  findings: [],
  commands: [],
  causes: [],
  ...told,
});
