import { PlatformError } from '../../../errors.js';

/** Turns the BigQuery options into one --db value, so that printed commands that repeat --db name the same warehouse. */
export function withWarehouse(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { warehouse, project, datasetPrefix, location, db } = values;
  const words = [project, datasetPrefix, location];
  if (warehouse !== 'bigquery') {
    if (words.every((word) => word === undefined)) return { ...values };
    throw wrong(
      '--project, --dataset-prefix and --location belong to --warehouse bigquery.',
      'Add it, or leave them out.',
    );
  }
  if (db !== undefined) throw wrong('--db names a file.', 'Leave it out with --warehouse bigquery.');
  if (project === undefined) throw wrong('No project is named.', 'Pass --project with --warehouse bigquery.');
  const prefix = datasetPrefix === undefined ? '' : `/${datasetPrefix}`;
  const region = location === undefined ? '' : `@${location}`;
  return { ...values, db: `bigquery:${project}${prefix}${region}` };
}

const wrong = (what: string, todo: string) => new PlatformError('BAD_OPTION', what, todo);
