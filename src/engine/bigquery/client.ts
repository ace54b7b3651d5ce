import { createRequire } from 'node:module';
import type { BigQuery as Client } from '@google-cloud/bigquery';
import { PlatformError } from '../../errors.js';

export type { Client };

const PACKAGE = '@google-cloud/bigquery';

/** The official client, loaded on first use. Error: ENGINE_MISSING. */
export function makeClient(project: string, endpoint: string | undefined): Client {
  const { BigQuery } = loaded();
  if (endpoint === undefined) return new BigQuery({ projectId: project, autoRetry: false });
  // An emulator asks for no credentials, and there is no server of metadata to ask for them.
  process.env.METADATA_SERVER_DETECTION ??= 'none';
  const client = new BigQuery({ projectId: project, apiEndpoint: endpoint, autoRetry: false });
  // With a custom endpoint the client builds uploads without headers, and then fails on them.
  const plain = client.makeAuthenticatedRequest;
  type Request = Parameters<typeof plain>[0];
  type Answer = Parameters<typeof plain>[1];
  client.makeAuthenticatedRequest = Object.assign(
    (request: Request, answer: Answer) => plain({ ...request, headers: request.headers ?? {} }, answer),
    plain,
  ) as typeof plain;
  return client;
}

function loaded(): typeof import('@google-cloud/bigquery') {
  try {
    return createRequire(import.meta.url)(PACKAGE) as typeof import('@google-cloud/bigquery');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new PlatformError(
      'ENGINE_MISSING',
      `The client of BigQuery (${PACKAGE}) is not installed.`,
      `Install it beside nba-props: npm install ${PACKAGE}@8`,
      { cause: error },
    );
  }
}
