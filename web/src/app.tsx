import { type ComponentType, lazy, Suspense } from 'react';
import { useAddress } from './lib/router.js';
import { ErrorBoundary } from './parts/error-boundary.js';
import { Empty, Loading } from './parts/notice.js';
import { Shell } from './parts/shell.js';
import { Tonight } from './views/tonight/tonight.js';

type View = ComponentType;

/** First segment of the path to view. All but the first one are loaded when they are asked for. */
const VIEWS: Readonly<Record<string, View>> = {
  '': Tonight,
  tonight: Tonight,
  coverage: lazy(() => import('./views/coverage/coverage.js')),
  partition: lazy(() => import('./views/partition/partition.js')),
  row: lazy(() => import('./views/row/row.js')),
  runs: lazy(() => import('./views/runs/runs.js')),
  cascade: lazy(() => import('./views/cascade/cascade.js')),
  failures: lazy(() => import('./views/failures/failures.js')),
  zones: lazy(() => import('./views/zones/zones.js')),
  shots: lazy(() => import('./views/shots/shots.js')),
  features: lazy(() => import('./views/features/features.js')),
  plan: lazy(() => import('./views/plan/plan.js')),
  quality: lazy(() => import('./views/quality/quality.js')),
  team: lazy(() => import('./views/team/team.js')),
  player: lazy(() => import('./views/player/player.js')),
};

export function App() {
  const { path } = useAddress();
  const name = path.split('/')[1] ?? '';
  const View = VIEWS[name];
  return (
    <Shell current={name === '' ? 'tonight' : name}>
      <ErrorBoundary key={path}>
        <Suspense fallback={<Loading what="view" />}>
          {View === undefined ? (
            <Empty title="No such view" whole>
              Choose one from the list.
            </Empty>
          ) : (
            <View />
          )}
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}
