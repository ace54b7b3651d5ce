import { createHash } from 'node:crypto';
import { FEATURE_VERSION, FEATURES, type Feature } from '../tables/features/feature-contract.js';

/** A feature as whoever trains or serves a model needs it; how it is reckoned stays with the feature store. */
type ContractFeature = Omit<Feature, 'sql' | 'reason' | 'madeFrom' | 'mayBeConstant'>;

export interface FeatureContract {
  readonly version: string;
  /** Changes with any name, position, unit, range, source or requirement; not with the wording of a meaning. */
  readonly hash: string;
  /** In the order of the vector. */
  readonly features: readonly ContractFeature[];
}

/** The contract that the feature store writes and an export repeats, as data. */
export function featureContract(): FeatureContract {
  const features = FEATURES.map(
    ({ index, name, unit, min, max, required, source, since, meaning }): ContractFeature => ({
      index,
      name,
      unit,
      min,
      max,
      required,
      source,
      since,
      meaning,
    }),
  );
  const bound = features.map(({ meaning: _, ...rest }) => rest);
  const hash = createHash('sha256')
    .update(JSON.stringify([FEATURE_VERSION, bound]))
    .digest('hex')
    .slice(0, 16);
  return { version: FEATURE_VERSION, hash, features };
}
