import type { Feature, Features } from '../../../../src/app/server/schema/features.js';
import { useAnswer } from '../../lib/api.js';
import { count, decimals, monthName, percent } from '../../lib/format.js';
import { withParams } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';

interface Props {
  readonly season: string;
  readonly feature: Features['features'][number] | null;
}

export function FeaturePanel({ season, feature }: Props) {
  const answer = useAnswer('feature', { season, feature: feature?.name ?? '' }, { enabled: feature !== null });
  if (feature === null) return <Empty title="No such feature">Choose one from the list.</Empty>;
  return (
    <Answer of={answer} what="the feature">
      {(data) => (
        <Panel title={data.name} note={feature.meaning} actions={<Link to={withParams({ feature: null })}>Close</Link>}>
          <p className="muted pad feature-facts">
            From <code>{feature.source}</code>, {feature.unit}; allowed {feature.low} to {feature.high}.{' '}
            {feature.required ? 'Required.' : 'Optional.'}
          </p>
          <div className="histograms">
            {data.months.map((month, i) => (
              <Histogram key={month.month} month={month} edges={data.edges} mean={feature.months[i]?.mean ?? null} />
            ))}
          </div>
          {data.reasons.length > 0 && (
            <div className="pad">
              <h3>Why it is NULL</h3>
              <ul className="null-reasons">
                {data.reasons.map((r) => (
                  <li key={r.reason}>
                    <span className="num">{count(r.rows)}</span> {r.reason.replaceAll('_', ' ')}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Panel>
      )}
    </Answer>
  );
}

const [WIDTH, HEIGHT, TOP] = [200, 84, 4];

/** One month; each is scaled to itself, so that shapes compare whatever the number of games. */
function Histogram({
  month,
  edges,
  mean,
}: {
  readonly month: Feature['months'][number];
  readonly edges: readonly number[];
  readonly mean: number | null;
}) {
  const most = Math.max(1, ...month.counts);
  const values = month.counts.reduce((a, b) => a + b, 0);
  const bin = WIDTH / month.counts.length;
  const [low, high] = [edges[0] ?? Number.NaN, edges.at(-1) ?? Number.NaN];
  const name = monthName(month.month);
  return (
    <figure>
      <figcaption>
        {name}
        <span className="muted">
          {count(values)} values, {percent(month.nulls / (values + month.nulls))} NULL
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 14}`}
        role="img"
        aria-label={`${name}: distribution of ${values} values, mean ${decimals(mean, 2)}`}
      >
        {month.counts.map((n, i) => {
          const height = (n / most) * (HEIGHT - TOP);
          return n === 0 ? null : (
            <rect key={edges[i]} className="bin" x={i * bin} width={bin - 1} y={HEIGHT - height} height={height} />
          );
        })}
        <line className="grid-line" x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {mean !== null && (
          <line
            className="mean"
            x1={((mean - low) / (high - low)) * WIDTH}
            x2={((mean - low) / (high - low)) * WIDTH}
            y1={TOP}
            y2={HEIGHT}
          />
        )}
        <text className="tick" x={0} y={HEIGHT + 12}>
          {decimals(low)}
        </text>
        <text className="tick" x={WIDTH} y={HEIGHT + 12} textAnchor="end">
          {decimals(high)}
        </text>
      </svg>
    </figure>
  );
}
