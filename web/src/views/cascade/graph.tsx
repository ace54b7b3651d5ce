import { useEffect, useMemo, useRef } from 'react';
import type { TableInfo } from '../../../../src/app/server/schema/cells.js';
import { plural } from '../../lib/format.js';
import { byLetter, STATES } from '../../lib/states.js';
import { StateBadge } from '../../parts/state-badge.js';
import { layout, NODE, type Place } from './layout.js';

interface Props {
  readonly tables: readonly TableInfo[];
  /** Letters per date, per table. */
  readonly states: ReadonlyMap<string, string>;
  readonly dateIndex: number | null;
  readonly chosen: string | null;
  /** Tables to light up; null = all. */
  readonly reached: ReadonlySet<string> | null;
  readonly onChoose: (alias: string) => void;
}

export function Graph({ tables, states, dateIndex, chosen, reached, onChoose }: Props) {
  const { places, width, height } = useMemo(() => layout(tables), [tables]);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const place = places.find((p) => p.table.name === chosen);
    const room = frame.current?.clientWidth ?? 0;
    if (place !== undefined) frame.current?.scrollTo({ left: place.x - (room - place.width) / 2 });
  }, [places, chosen]);
  const byName = new Map(places.map((place) => [place.table.name, place]));
  const isLit = (name: string) => reached === null || reached.has(name) || name === chosen;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="cascade" ref={frame} aria-label="Cascade" tabIndex={0}>
      <div className="cascade-canvas" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {places.flatMap((to) =>
            to.table.reads.flatMap((read) => {
              const from = byName.get(read.table);
              if (from === undefined) return [];
              const lit = reached !== null && isLit(from.table.name) && reached.has(to.table.name);
              return [
                <path
                  key={`${read.table} ${to.table.name}`}
                  className={lit ? 'edge edge-lit' : reached === null ? 'edge' : 'edge edge-dim'}
                  d={edge(from, to)}
                />,
              ];
            }),
          )}
        </svg>
        {places.map((place) => (
          <Node
            key={place.table.name}
            place={place}
            letters={states.get(place.table.name) ?? ''}
            dateIndex={dateIndex}
            chosen={place.table.name === chosen}
            dim={!isLit(place.table.name)}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}

function edge(from: Place, to: Place): string {
  const [x1, y1] = [from.x + from.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  // Within a column the edge goes round on the left.
  if (from.x === to.x) return `M${from.x} ${y1}C${from.x - 18} ${y1} ${to.x - 18} ${y2} ${to.x} ${y2}`;
  const bend = Math.max(20, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

interface NodeProps {
  readonly place: Place;
  readonly letters: string;
  readonly dateIndex: number | null;
  readonly chosen: boolean;
  readonly dim: boolean;
  readonly onChoose: (alias: string) => void;
}

function Node({ place, letters, dateIndex, chosen, dim, onChoose }: NodeProps) {
  const { table, x, y } = place;
  const one = dateIndex === null ? undefined : byLetter.get(letters[dateIndex] ?? '.');
  const counts = STATES.map((s) => ({ ...s, n: letters.split(s.letter).length - 1 })).filter((s) => s.n > 0);
  const total = counts.reduce((sum, s) => sum + s.n, 0);
  const problems = counts.filter((s) => s.attention);
  const told =
    one?.label ??
    (total === 0
      ? 'nothing due'
      : problems.length === 0
        ? 'all well'
        : problems.map((s) => plural(s.n, s.label.toLowerCase(), s.label.toLowerCase())).join(', '));
  return (
    <button
      type="button"
      className={`node${chosen ? ' node-chosen' : ''}${dim ? ' node-dim' : ''}`}
      style={{ left: x, top: y, width: place.width, height: NODE.height }}
      title={`${table.name}: ${table.grain}. ${told}`}
      aria-pressed={chosen}
      onClick={() => onChoose(table.alias)}
    >
      <span className="node-name">{table.alias.replace(/^nbac_/, '')}</span>
      {one !== undefined ? (
        <span className="node-state">
          <StateBadge state={one.state} />
        </span>
      ) : (
        <>
          <span className={problems.length > 0 ? 'node-told' : 'node-told muted'}>{told}</span>
          <span className="node-bar" aria-hidden="true">
            {counts.map((s) => (
              <span key={s.state} style={{ width: `${(100 * s.n) / total}%`, background: `var(--state-${s.state})` }} />
            ))}
          </span>
        </>
      )}
    </button>
  );
}
