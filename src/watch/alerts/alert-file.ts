import { readJson, writeJson } from '../json-file.js';
import { type AlertState, NO_ALERTS } from './alerts.js';

/** Beside the warehouse: it is read while a run holds the warehouse, and tells of a warehouse that cannot be opened. */
export const alertFile = (db: string): string => `${db}.alerts.json`;

export const readAlerts = (db: string): AlertState => ({ ...NO_ALERTS, ...readJson<AlertState>(alertFile(db)) });

export const writeAlerts = (db: string, state: AlertState): void => writeJson(alertFile(db), state);
