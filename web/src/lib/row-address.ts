import { address } from './router.js';

/** Address of one entity's rows. The entity stands in the query: names with points or spaces are no path. */
export const rowAddress = (alias: string, date: string, entity: string | number, value?: string): string =>
  address(`/row/${alias}/${date}`, { entity: String(entity), value });
