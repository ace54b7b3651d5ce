import type { Features } from '../../../../src/app/server/schema/features.js';
import { groupBy } from '../../../../src/domain/group-by.js';
import { useAnswer } from '../../lib/api.js';
import { decimals, monthName, percent, plural, signed } from '../../lib/format.js';
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

/** From this many standard deviations on a month is marked as different; from 1.5 on it is an alarm. */
const ALIKE = 0.5;

function Alarms({ feature, hasEarlier }: { readonly feature: Feature; readonly hasEarlier: boolean }) {
  if (feature.alarms.length === 0)
    return <span className={hasEarlier ? 'good' : 'muted'}>{hasEarlier ? 'none' : '–'}</span>;
  return (
    <ul className="alarms">
      {[...groupBy(feature.alarms, ({ kind }) => kind)].map(([kind, [first, ...others]]) => (
        <li key={kind}>
          <strong className="bad">{kind}</strong> {first!.month === null ? '' : `${monthName(first!.month)}: `}
          {first!.what}
          {others.length > 0 && `; and ${plural(others.length, 'month')} more`}
        </li>
      ))}
    </ul>
  );
}

function Farthest({ farthest }: Pick<Feature, 'farthest'>) {
  if (farthest === null) return <span className="muted">–</span>;
  const { month, deviations } = farthest;
  return (
    <span className={Math.abs(deviations) < ALIKE ? 'muted' : undefined}>
      {signed(deviations, 2)} <small className="muted">{monthName(month)}</small>
    </span>
  );
}

/** ?season, and ?feature for one. */
export default function FeaturesView() {
  const { season, seasons, pick } = useSeason();
  const [name] = useParam('feature');
  const features = useAnswer('features', { season: season ?? '' }, { enabled: season !== null });
  return (
    <>
      <ViewHead title="Features" actions={<SeasonPicker season={season} seasons={seasons} pick={pick} />}>
        {features.data === undefined
          ? 'Distribution of every feature, and what is not as in earlier seasons'
          : told(features.data.data)}
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
              <Panel title="All features" note={compared(data)}>
                <FeatureTable
                  features={data.features}
                  rows={data.rows}
                  chosen={name}
                  hasEarlier={data.earlier.length > 0}
                />
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

const compared = ({ earlier }: Features) =>
  earlier.length === 0
    ? 'In the order of the vector; no earlier season to compare the months with'
    : `In the order of the vector; each month against the same month of ${earlier.join(', ')}, in standard deviations`;

function FeatureTable({
  features,
  rows,
  chosen,
  hasEarlier,
}: {
  readonly features: readonly Feature[];
  readonly rows: number;
  readonly chosen: string | null;
  readonly hasEarlier: boolean;
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
        { head: 'Against earlier', cell: (f) => <Farthest farthest={f.farthest} />, numeric: true },
        { head: 'Alarms', cell: (f) => <Alarms feature={f} hasEarlier={hasEarlier} />, className: 'wide' },
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
