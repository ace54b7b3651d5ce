import type { TestProject } from 'vitest/node';
import { startEmulator, whyNot } from './emulator/emulator.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the emulator; NULL where there is none, which is told. */
    bigquery: string | null;
  }
}

/** One emulator for the whole suite. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const reason = whyNot();
  if (reason !== null) {
    console.warn(reason);
    project.provide('bigquery', null);
    return async () => undefined;
  }
  const emulator = await startEmulator();
  project.provide('bigquery', emulator.endpoint);
  return () => emulator.stop();
}
