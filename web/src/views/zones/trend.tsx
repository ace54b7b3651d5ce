import type { ZoneTrend } from '../../../../src/app/server/schema/court.js';
import { useAnswer } from '../../lib/api.js';
import { dayNumber, signed } from '../../lib/format.js';
import { Chart } from '../../parts/chart/chart.js';
import { extent, linePath } from '../../parts/chart/scale.js';
import { Answer } from '../../parts/notice.js';
import { Panel } from '../../parts/panel.js';
import { ZONES } from './zone-court.js';

export function Trend({
  season,
  team,
  date,
}: {
  readonly season: string;
  readonly team: string;
  readonly date: string;
}) {
  const trend = useAnswer('zoneTrend', { season, team });
  return (
    <Answer of={trend} what="the trend">
      {(data) => (
        <Panel title={`${team} over the season`} note="Percentage points above the league; positive = weaker defence">
          <TrendChart data={data} date={date} />
        </Panel>
      )}
    </Answer>
  );
}

function TrendChart({ data, date }: { readonly data: ZoneTrend; readonly date: string }) {
  const { days } = data;
  if (days.length === 0) return <p className="muted pad">No rows of this season.</p>;
  const [low, high] = extent(days.flatMap((day) => ZONES.map(({ zone }) => day[zone].diff)));
  const reach = Math.max(3, Math.abs(low), Math.abs(high));
  const first = dayNumber(days[0]?.date ?? '1970-01-01');
  const last = dayNumber(days.at(-1)?.date ?? '1970-01-01');
  return (
    <>
      <ul className="keyed">
        {ZONES.map(({ zone, name }) => (
          <li key={zone} className={`zone-line-${zone}`}>
            <span className="key-line" /> <span className="key-text">{name}</span>
          </li>
        ))}
      </ul>
      <Chart
        label={`${data.team}: defence by zone against the league over ${data.season}`}
        height={220}
        xDomain={[first, last]}
        yDomain={[-reach, reach]}
        yText={(v) => signed(v, 0)}
      >
        {({ x, y, bottom }) => (
          <>
            <line className="zero" x1={x(first)} x2={x(last)} y1={y(0)} y2={y(0)} />
            <line className="chosen-line" x1={x(dayNumber(date))} x2={x(dayNumber(date))} y1={12} y2={bottom} />
            {ZONES.map(({ zone }) => (
              <path
                key={zone}
                className={`series zone-line-${zone}`}
                d={linePath(
                  days.map((day) => [x(dayNumber(day.date)), day[zone].diff === null ? null : y(day[zone].diff)]),
                )}
              />
            ))}
          </>
        )}
      </Chart>
    </>
  );
}
