/** The steps of the cascade by number; derived tables are of phases 2 to 5. */
export const PHASE_TITLES: Readonly<Record<1 | 2 | 3 | 4 | 5, string>> = {
  1: 'Raw',
  2: 'Reference',
  3: 'Analytics',
  4: 'Precompute',
  5: 'Feature store',
};
