/**
 * What other programs may import: the feature contract (so that a model is served with the names, order and ranges it was
 * trained on), the table definitions behind the data dictionary, and the one error class with its exit codes.
 */
export { type ErrorCode, EXIT, PlatformError } from './errors.js';
export type { Column, TableDefinition } from './tables/definition.js';
export { FEATURE_VERSION, FEATURES, type Feature } from './tables/features/feature-contract.js';
export { TABLES } from './tables/registry.js';
