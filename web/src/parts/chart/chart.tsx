import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { dayNumber, MONTHS } from '../../lib/format.js';
import { useWidth } from '../../lib/use-size.js';
import { linear, type Scale } from './scale.js';
import './chart.css';

export interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
}

interface ChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** Text of a tick; default as it is. */
  readonly yText?: (value: number) => string;
  readonly yLabel?: string;
  /** Dates (days since 1970) or plain numbers along the bottom. */
  readonly xKind?: 'date' | 'number';
  /** Its marks are links: one stop for Tab, arrows move between them. */
  readonly interactive?: boolean;
  readonly children: (frame: Frame) => ReactNode;
}

/** As short as it is, with a real minus. */
const tickText = (value: number): string => String(value).replace('-', '−');

/** Moves the focus to the mark before or after. */
function step(event: KeyboardEvent<SVGSVGElement>): void {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (by === 0) return;
  const marks: (Element & HTMLOrSVGElement)[] = [...event.currentTarget.querySelectorAll('a')];
  const here: Element | null = document.activeElement;
  const at = here === null ? -1 : marks.map((mark): Element => mark).indexOf(here);
  const next = marks[at + by];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

const LEFT = 44;
const RIGHT = 10;
const TOP = 12;
const BOTTOM = 22;

/** Axes and a frame in pixels; what is drawn in it is up to the caller. */
export function Chart({
  label,
  height,
  xDomain,
  yDomain,
  yText = tickText,
  yLabel,
  xKind = 'date',
  interactive = false,
  children,
}: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const bottom = height - BOTTOM;
  const x = linear(xDomain, [LEFT, Math.max(LEFT + 10, width - RIGHT)], 8);
  const y = linear(yDomain, [bottom, TOP]);
  const xTicks = xKind === 'date' ? monthStarts(xDomain) : x.ticks.map((value) => ({ value, text: String(value) }));
  return (
    <div className="chart" ref={box}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role={interactive ? 'group' : 'img'}
          aria-label={label}
          onKeyDown={interactive ? step : undefined}
        >
          {y.ticks.map((tick) => (
            <g key={tick}>
              <line className="grid-line" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text className="tick" x={LEFT - 7} y={y(tick)} dy="0.32em" textAnchor="end">
                {yText(tick)}
              </text>
            </g>
          ))}
          {xTicks.map(({ value, text }) => (
            <g key={value}>
              <line className="grid-line" x1={x(value)} x2={x(value)} y1={bottom} y2={bottom + 4} />
              <text
                className="tick"
                x={x(value) + (xKind === 'date' ? 4 : 0)}
                y={height - 6}
                textAnchor={xKind === 'date' ? 'start' : 'middle'}
              >
                {text}
              </text>
            </g>
          ))}
          {yLabel !== undefined && (
            <text className="tick" x={LEFT - 36} y={TOP - 3}>
              {yLabel}
            </text>
          )}
          {children({ x, y, width, height, left: LEFT, bottom })}
        </svg>
      )}
    </div>
  );
}

function monthStarts([from, to]: readonly [number, number]): { value: number; text: string }[] {
  const out: { value: number; text: string }[] = [];
  const date = new Date(from * 86_400_000);
  const cursor = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
  while (cursor.getTime() / 86_400_000 <= to) {
    const value = dayNumber(cursor.toISOString().slice(0, 10));
    if (value >= from) out.push({ value, text: MONTHS[cursor.getUTCMonth()] ?? '' });
    cursor.setUTCMonth(cursor.getUTCMonth() + 1);
  }
  return out;
}
