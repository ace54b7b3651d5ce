import { useEffect, useMemo, useRef } from 'react';
import { count, gameDate } from '../../lib/format.js';
import { withParams } from '../../lib/router.js';
import { STATES } from '../../lib/states.js';
import { useTheme } from '../../lib/theme.js';
import { useWidth } from '../../lib/use-size.js';
import { Link } from '../../parts/link.js';
import { StateGlyph } from '../../parts/state-badge.js';
import { countStates, type Filter, type SeasonMapModel, worstStates } from './model.js';
import { dayWidth, paintStrip, STRIP } from './paint.js';

interface Props {
  readonly seasons: readonly SeasonMapModel[];
  readonly filter: Filter;
  readonly chosen: string | null;
}

/** One line per season: for every date, the most urgent state of any table. */
export function SeasonStrips({ seasons, filter, chosen }: Props) {
  const days = Math.max(...seasons.map((s) => s.days));
  return (
    <section className="strips" aria-label="Seasons at a glance">
      <ul>
        {seasons.map((model) => (
          <li key={model.season}>
            <Link
              to={withParams({ season: model.season === chosen ? null : model.season })}
              replace
              aria-current={model.season === chosen}
              title={`${model.season}: ${gameDate(model.dates[0] ?? '')} to ${gameDate(model.dates.at(-1) ?? '')}`}
            >
              <span className="strip-season">{model.season}</span>
              <Strip model={model} days={days} filter={filter} />
              <Told model={model} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ model }: { readonly model: SeasonMapModel }) {
  const counts = useMemo(() => countStates([model]), [model]);
  const problems = STATES.filter((s) => s.attention && (counts.get(s.letter) ?? 0) > 0);
  if (problems.length === 0) return <span className="strip-told muted">no problems</span>;
  return (
    <span className="strip-told">
      {problems.map(({ state, letter, label }) => (
        <span key={state} className="strip-count" title={label}>
          <StateGlyph state={state} />
          {count(counts.get(letter) ?? 0)}
          <span className="visually-hidden"> {label.toLowerCase()}</span>
        </span>
      ))}
    </span>
  );
}

function Strip({
  model,
  days,
  filter,
}: {
  readonly model: SeasonMapModel;
  readonly days: number;
  readonly filter: Filter;
}) {
  const frame = useRef<HTMLSpanElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(frame);
  const { shown } = useTheme();
  const worst = useMemo(() => worstStates(model), [model]);
  const day = dayWidth(width, days, 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the document
  useEffect(() => {
    if (canvas.current !== null && width > 0) paintStrip(canvas.current, worst, model.columns, filter, width, day);
  }, [worst, model, filter, width, day, shown]);
  return (
    <span className="strip-frame" ref={frame} aria-hidden="true">
      <canvas ref={canvas} style={{ width, height: STRIP }} />
    </span>
  );
}
