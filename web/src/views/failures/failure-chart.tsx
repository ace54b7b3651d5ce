import type { Failures } from '../../../../src/app/server/schema/failures.js';
import { dayNumber, gameDate, percent, sentence } from '../../lib/format.js';
import { withParams } from '../../lib/router.js';
import { Chart, type Frame } from '../../parts/chart/chart.js';

/** Categories in a fixed order, each with a colour and a pattern of its own. */
export const CATEGORIES = [
  'INSUFFICIENT_DATA',
  'PLAYER_DNP',
  'DATA_GAP',
  'INCOMPLETE_GAME',
  'MISSING_DEPENDENCY',
  'CONTAMINATED_UPSTREAM',
  'UNRESOLVED_NAME',
  'CONTRADICTORY_SOURCE',
  'CONTRACT_VIOLATION',
  'PROCESSING_ERROR',
] as const;

type Day = Failures['days'][number];

const failed = (day: Day) => Object.values(day.failures).reduce((a, b) => a + b, 0);
const share = (day: Day): number | null => {
  const total = day.rows + failed(day);
  return total === 0 ? null : failed(day) / total;
};

interface Props {
  readonly data: Failures;
  readonly date: string | null;
  readonly onDate: (date: string) => void;
}

export function FailureChart({ data, date, onDate }: Props) {
  const { days } = data;
  const first = dayNumber(days[0]?.date ?? '1970-01-01');
  const last = dayNumber(days.at(-1)?.date ?? '1970-01-01');
  const start = first - (days[0]?.day ?? 0);
  const used = CATEGORIES.filter((category) => days.some((day) => (day.failures[category] ?? 0) > 0));
  return (
    <>
      <ul className="keyed">
        {used.map((category) => (
          <li key={category}>
            <span className={`key-box cat cat-${category}`} />
            {sentence(category)}
          </li>
        ))}
        {used.length === 0 && <li className="muted">No failures in this season.</li>}
        {data.bands.length > 0 && (
          <li>
            <span className="key-box band-key" />
            Expected in a season without faults
          </li>
        )}
      </ul>
      <Chart
        label={`Share of failures of ${data.alias} by date, ${data.season}`}
        height={300}
        xDomain={[first - 0.5, last + 0.5]}
        yDomain={[0, 1]}
        yText={(v) => percent(v)}
        interactive
      >
        {(frame) => (
          <>
            <Patterns />
            {days.map((day) => (
              <Bar
                key={day.date}
                day={day}
                frame={frame}
                chosen={day.date === date}
                stop={day.date === (date ?? days.at(-1)?.date)}
                onDate={onDate}
              />
            ))}
            {data.bands.map((band) => (
              <Band
                key={band.fromDay}
                frame={frame}
                from={start + band.fromDay}
                to={Math.min(last, start + (band.toDay ?? last - start))}
                low={band.low}
                high={band.high}
              />
            ))}
          </>
        )}
      </Chart>
    </>
  );
}

function Bar({
  day,
  frame,
  chosen,
  stop,
  onDate,
}: {
  day: Day;
  frame: Frame;
  chosen: boolean;
  stop: boolean;
  onDate: (date: string) => void;
}) {
  const { x, y } = frame;
  const at = dayNumber(day.date);
  const total = day.rows + failed(day);
  const left = x(at - 0.45);
  const width = Math.max(1, x(at + 0.45) - left);
  let below = 0;
  const told = `${gameDate(day.date)}: ${percent(share(day))} of ${total} failed`;
  return (
    <g>
      {total > 0 &&
        CATEGORIES.map((category) => {
          const n = day.failures[category] ?? 0;
          if (n === 0) return null;
          const base = below / total;
          below += n;
          return (
            <rect
              key={category}
              className={`cat-fill-${category}`}
              x={left}
              width={width}
              y={y(below / total)}
              height={y(base) - y(below / total)}
            />
          );
        })}
      <a
        href={withParams({ date: day.date })}
        aria-label={told}
        tabIndex={stop ? 0 : -1}
        onClick={(event) => {
          event.preventDefault();
          onDate(day.date);
        }}
      >
        <rect className={chosen ? 'hit chosen' : 'hit'} x={left} width={width} y={y(1)} height={y(0) - y(1)}>
          <title>{told}</title>
        </rect>
      </a>
    </g>
  );
}

function Band({
  frame: { x, y },
  from,
  to,
  low,
  high,
}: {
  frame: Frame;
  from: number;
  to: number;
  low: number;
  high: number;
}) {
  if (to < from) return null;
  return (
    <rect
      className="band"
      x={x(from - 0.5)}
      width={x(to + 0.5) - x(from - 0.5)}
      y={y(high)}
      height={Math.max(3, y(low) - y(high))}
    />
  );
}

/** Step between the angles of the hatching: ten categories, no two at the same angle, neighbours far apart. */
const HATCH_DEGREES = 54;

/** Hatching as the second channel: two categories that look alike in colour differ in texture. */
function Patterns() {
  return (
    <defs>
      {CATEGORIES.map((category, i) => (
        <pattern
          key={category}
          id={`cat-${category}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${(i * HATCH_DEGREES) % 180})`}
        >
          <rect width="6" height="6" className={`cat-base-${category}`} />
          {i > 0 && <rect width="2" height="6" className="cat-stripe" />}
        </pattern>
      ))}
    </defs>
  );
}
