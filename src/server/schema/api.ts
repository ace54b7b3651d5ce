import { z } from 'zod';
import { coverage, overview } from './cells.js';
import { partition, partitionQuery } from './partition.js';
import { run, runQuery, runs } from './runs.js';

const noQuery = z.object({});

/**
 * Every question the page can ask: GET /api/<name>, parameters in the query string. The client's types, the checks of the
 * server and the OpenAPI document all come from this list.
 */
export const api = {
  overview: { summary: 'Tables, seasons and where the warehouse is', query: noQuery, response: overview },
  coverage: { summary: 'State of every table and date', query: noQuery, response: coverage },
  partition: { summary: 'One table and date, and why it is so', query: partitionQuery, response: partition },
  runs: { summary: 'Runs, newest first, and jobs', query: noQuery, response: runs },
  run: { summary: 'One run, table by table', query: runQuery, response: run },
} as const satisfies Record<string, Question>;

export interface Question {
  readonly summary: string;
  readonly query: z.ZodType;
  readonly response: z.ZodType;
}

export type Api = typeof api;
export type QuestionName = keyof Api;
export type QueryOf<K extends QuestionName> = z.input<Api[K]['query']>;
export type AnswerOf<K extends QuestionName> = z.output<Api[K]['response']>;
