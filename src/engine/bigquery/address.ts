import { PlatformError } from '../../errors.js';

/** Where a warehouse of BigQuery lies: `bigquery:PROJECT/PREFIX@LOCATION`, the last two parts where there are any. */
export interface Address {
  readonly project: string;
  /** Before the names of the data sets. */
  readonly prefix: string;
  readonly region?: string;
}

const SCHEME = 'bigquery:';

/** Error: BAD_OPTION. */
export function addressOf(location: string): Address {
  const [, project, prefix = '', region] =
    /^bigquery:([a-z][a-z0-9.:-]*)(?:\/([A-Za-z0-9_]*))?(?:@([A-Za-z0-9-]+))?$/.exec(location) ?? [];
  if (project !== undefined) return { project, prefix, ...(region === undefined ? {} : { region }) };
  throw new PlatformError(
    'BAD_OPTION',
    `"${location}" is no warehouse of BigQuery.`,
    `Write it like ${SCHEME}my-project, ${SCHEME}my-project/prefix_ or ${SCHEME}my-project/prefix_@EU.`,
  );
}
