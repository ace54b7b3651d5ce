import { memo, type PointerEvent, useEffect, useRef, useState } from 'react';
import { gameDate, plural } from '../../lib/format.js';
import { address, navigate } from '../../lib/router.js';
import { byLetter } from '../../lib/states.js';
import { useTheme } from '../../lib/theme.js';
import { useInView, useWidth } from '../../lib/use-size.js';
import { type Cell, type Filter, readyShare, type SeasonMapModel } from './model.js';
import { dayWidth, mapHeight, paintSeason, ROW, rowTops } from './paint.js';

interface Props {
  readonly model: SeasonMapModel;
  readonly filter: Filter;
  readonly cursor: Cell | null;
  readonly onCursor: (cell: Cell) => void;
}

interface Spot {
  readonly row: number;
  readonly index: number;
}

export const cellText = (model: SeasonMapModel, { row, index }: Spot): string => {
  const r = model.rows[row];
  const meaning = byLetter.get(r?.states[index] ?? '.');
  const ready = r === undefined || readyShare(r, index) === null ? '' : `, ${r.ready?.[index] ?? 0} ready`;
  const counts = `${plural(r?.rows[index] ?? 0, 'row')}${ready}, ${plural(r?.failures[index] ?? 0, 'failure')}`;
  return `${gameDate(model.dates[index] ?? '')}: ${meaning === undefined ? 'nothing due' : `${meaning.label.toLowerCase()}, ${counts}`}`;
};

/** A narrow window shows a part of the season: the cell that the keys have moved to is in it. */
const intoView = (cell: HTMLElement | null) => cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** One season: tables down, days across, a canvas for the cells and the document for all that is read. */
export const SeasonMap = memo(function SeasonMap({ model, filter, cursor, onCursor }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const inView = useInView(frame);
  const outer = useWidth(frame);
  const { shown } = useTheme();
  const [hover, setHover] = useState<Spot | null>(null);
  const width = Math.max(outer, model.days * 3);
  const tops = rowTops(model);
  const day = dayWidth(width, model.days);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the document
  useEffect(() => {
    if (inView && canvas.current !== null && outer > 0) paintSeason(canvas.current, model, filter, width);
  }, [inView, model, filter, width, outer, shown]);

  const spotAt = (event: PointerEvent<HTMLElement>): Spot | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / day);
    const row = tops.findIndex((top) => event.clientY - box.top >= top - 1 && event.clientY - box.top < top + ROW - 1);
    const index = model.columns.indexOf(column);
    return row < 0 || index < 0 || (model.rows[row]?.states[index] ?? '.') === '.' ? null : { row, index };
  };
  const open = ({ row, index }: Spot) =>
    navigate(address(`/partition/${model.rows[row]?.table.alias}/${model.dates[index]}`));
  const shownSpot = hover ?? cursor;

  return (
    <section className="season" aria-label={`Season ${model.season}`}>
      <h2>{model.season}</h2>
      <div className="season-body">
        <ul className="map-labels" style={{ height: mapHeight(model) }}>
          {model.rows.map((row, i) => (
            <li key={row.table.name} style={{ top: tops[i] }} title={`${row.table.name}: ${row.table.grain}`}>
              {row.table.alias}
            </li>
          ))}
        </ul>
        {/* biome-ignore lint/a11y/useSemanticElements: a group of cells, not of fields */}
        <div
          className="map-frame"
          ref={frame}
          role="group"
          aria-label={`Cells of ${model.season}`}
          // Only what scrolls is a stop of its own.
          tabIndex={width > outer ? 0 : undefined}
        >
          <div
            className="map-canvas"
            style={{ width, height: mapHeight(model) }}
            onPointerMove={(event) => setHover(spotAt(event))}
            onPointerLeave={() => setHover(null)}
            onPointerUp={(event) => {
              const spot = spotAt(event);
              if (spot === null || event.button !== 0) return;
              onCursor({ season: model.season, ...spot });
              open(spot);
            }}
          >
            <canvas ref={canvas} style={{ width, height: mapHeight(model) }} />
            {shownSpot !== null && (
              <div
                className="map-cursor"
                ref={hover === null ? intoView : undefined}
                style={{
                  left: (model.columns[shownSpot.index] ?? 0) * day,
                  top: tops[shownSpot.row],
                  width: day,
                  height: ROW - 2,
                }}
              />
            )}
            {shownSpot !== null && (
              <Tip
                model={model}
                spot={shownSpot}
                x={(model.columns[shownSpot.index] ?? 0) * day}
                y={(tops[shownSpot.row] ?? 0) + ROW + 4}
                width={width}
              />
            )}
          </div>
        </div>
      </div>
    </section>
  );
});

function Tip({ model, spot, x, y, width }: { model: SeasonMapModel; spot: Spot; x: number; y: number; width: number }) {
  const side = x > width / 2 ? { right: width - x } : { left: x };
  return (
    <div className="map-tip" style={{ ...side, top: y }}>
      <strong>{model.rows[spot.row]?.table.name.split('.').at(-1)}</strong>
      <br />
      {cellText(model, spot)}
    </div>
  );
}
