import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AnswerOf, QueryOf, QuestionName } from '../../../src/app/server/schema/api.js';
import type { Problem } from '../../../src/app/server/schema/common.js';
import type { StartAction } from '../../../src/app/server/schema/runs.js';
import { tokenHeader } from './token.js';

/** What the server refused or could not do: what happened, what to do. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly what: string,
    readonly todo: string,
  ) {
    super(`${what} ${todo}`);
  }
}

export interface Loaded<T> {
  readonly data: T;
  /** Last known answer: a run holds the warehouse. */
  readonly busy: boolean;
  /** Answer of an earlier state: the check is running again. */
  readonly checking: boolean;
  readonly asOf: string;
}

async function failure(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as Problem | null;
  const error = body?.error;
  return error === undefined
    ? new ApiError(`HTTP_${response.status}`, `The server answered ${response.status}.`, 'Look at its terminal.')
    : new ApiError(error.code, error.what, error.todo);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = { ...tokenHeader(), ...(init.headers as Record<string, string> | undefined) };
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw new ApiError('OFFLINE', 'The dashboard server does not answer.', 'Start "nba-props ui" again.');
  });
  if (!response.ok) throw await failure(response);
  return response;
}

async function ask<K extends QuestionName>(
  name: K,
  query: QueryOf<K>,
  signal?: AbortSignal,
): Promise<Loaded<AnswerOf<K>>> {
  const given = Object.entries(query as Record<string, unknown>).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  const response = await send(`/api/${name}${text === '' ? '' : `?${text}`}`, signal === undefined ? {} : { signal });
  return {
    data: (await response.json()) as AnswerOf<K>,
    busy: response.headers.get('x-warehouse') === 'busy',
    checking: response.headers.get('x-warehouse') === 'checking',
    asOf: response.headers.get('x-as-of') ?? '',
  };
}

/** How soon an answer that is being made anew is asked for again. */
const CHECK_AGAIN_MS = 1500;

/** An answer of the server; what is shown stays until the next one is there. */
export function useAnswer<K extends QuestionName>(
  name: K,
  query: QueryOf<K>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<Loaded<AnswerOf<K>>, ApiError> {
  return useQuery<Loaded<AnswerOf<K>>, ApiError>({
    queryKey: [name, query],
    queryFn: ({ signal }) => ask(name, query, signal),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) => (state.data?.checking === true ? CHECK_AGAIN_MS : false),
    // A warehouse that a run holds is no reason to stop asking: the live stream tells when it is free.
    retry: (count, error) => error.code === 'OFFLINE' && count < 2,
  });
}

export async function startAction(action: StartAction): Promise<void> {
  await send('/api/actions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
}

export async function stopAction(): Promise<void> {
  await send('/api/actions/stop', { method: 'POST' });
}
