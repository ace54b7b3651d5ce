import type { Features } from '../../../../src/app/server/schema/features.js';
import { useAnswer } from '../../lib/api.js';
import { decimals, percent, plural } from '../../lib/format.js';
import { useParam, withParams } from '../../lib/router.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Panel, ViewHead } from '../../parts/panel.js';
import { SeasonPicker, useSeason } from '../../parts/pickers.js';
import { FeaturePanel } from './feature-panel.js';
import { Sparkline } from './sparkline.js';
import './features.css';

type Feature = Features['features'][number];

/** By common use of the population stability index. */
function driftWord(drift: number | null): readonly [word: string, className: string] {
  if (drift === null) return ['–', 'muted'];
  if (drift < 0.1) return ['stable', 'good'];
  return drift <= 0.25 ? ['moving', 'warn'] : ['shifted', 'bad'];
}

/** ?season, and ?feature for one. */
export default function FeaturesView() {
  const { season, seasons, pick } = useSeason();
  const [name] = useParam('feature');
  const features = useAnswer('features', { season: season ?? '' }, { enabled: season !== null });
  return (
    <>
      <ViewHead title="Features" actions={<SeasonPicker season={season} seasons={seasons} pick={pick} />}>
        {features.data === undefined ? 'Distribution and drift of every feature' : told(features.data.data)}
      </ViewHead>
      <Answer of={features} what="features">
        {(data) =>
          data.rows === 0 ? (
            <Empty title="No features of this season">Run phase 5 first.</Empty>
          ) : (
            <>
              {name !== null && season !== null && (
                <FeaturePanel season={season} feature={data.features.find((f) => f.name === name) ?? null} />
              )}
              <Panel
                title="All features"
                note="In the order of the vector; drift is the largest stability index of a month against the others"
              >
                <FeatureTable features={data.features} rows={data.rows} chosen={name} />
              </Panel>
            </>
          )
        }
      </Answer>
    </>
  );
}

const told = (data: Features) =>
  `Contract ${data.version}, ${plural(data.rows, 'row')}${data.rows === 0 ? '' : `, ${percent(data.productionReady / data.rows)} ready for production`}`;

function FeatureTable({
  features,
  rows,
  chosen,
}: {
  readonly features: readonly Feature[];
  readonly rows: number;
  readonly chosen: string | null;
}) {
  return (
    <DataTable
      label="Features"
      rows={features}
      rowKey={(f) => f.name}
      isCurrent={(f) => f.name === chosen}
      columns={[
        { head: '#', cell: (f) => f.index, numeric: true },
        {
          head: 'Feature',
          cell: (f) => <Link to={withParams({ feature: f.name })}>{f.name}</Link>,
          className: 'nowrap',
        },
        { head: 'Unit', cell: (f) => <span className="muted">{f.unit}</span> },
        {
          head: 'Mean by month',
          cell: (f) => <Sparkline label={`Mean of ${f.name} by month`} values={f.months.map((m) => m.mean)} />,
        },
        { head: 'Range seen', cell: (f) => range(f), numeric: true },
        { head: 'NULL', cell: (f) => <NullShare share={f.nulls / rows} required={f.required} />, numeric: true },
        {
          head: 'Drift',
          cell: (f) => {
            const [word, className] = driftWord(f.drift);
            return (
              <span className={className}>
                {f.drift === null ? '' : `${decimals(f.drift, 2)} `}
                {word}
              </span>
            );
          },
          numeric: true,
        },
      ]}
    />
  );
}

function range(feature: Feature): string {
  const lows = feature.months.flatMap((m) => (m.min === null ? [] : [m.min]));
  const highs = feature.months.flatMap((m) => (m.max === null ? [] : [m.max]));
  return lows.length === 0 ? '–' : `${decimals(Math.min(...lows))} to ${decimals(Math.max(...highs))}`;
}

function NullShare({ share, required }: { readonly share: number; readonly required: boolean }) {
  return (
    <span className="null-share">
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${100 * share}%` }} />
      </span>
      <span className="null-text">
        {percent(share, 1)}
        {!required && <small className="muted">optional</small>}
      </span>
    </span>
  );
}
