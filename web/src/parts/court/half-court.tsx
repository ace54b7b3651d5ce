import type { ReactNode } from 'react';
import './court.css';

/**
 * A half court to scale, in feet, the centre of the basket at 0,0 and the half-court line at the top. Measures by the
 * league's rule book: 50 ft wide, basket 5.25 ft from the baseline, lane 16 ft, free-throw line 19 ft from the baseline,
 * three-point line 22 ft in the corners and 23.75 ft above the break.
 */
const COURT = { left: -25, right: 25, baseline: -5.25, half: 41.75, corner: 22, arc: 23.75 } as const;

/** Where the straight corner line meets the arc: sqrt(23.75² - 22²). */
const BREAK_Y = Math.sqrt(COURT.arc ** 2 - COURT.corner ** 2);

interface Props {
  readonly label: string;
  /** How far up the court is drawn, in feet from the basket. */
  readonly top?: number;
  /** Drawn under the lines, in court coordinates (y up). */
  readonly children?: ReactNode;
  /** Drawn over the lines, in screen coordinates (y down): text. */
  readonly labels?: ReactNode;
}

export function HalfCourt({ label, top = 34, children, labels }: Props) {
  const { left, right, baseline, corner, arc } = COURT;
  return (
    <svg
      className="court"
      viewBox={`${left - 0.4} ${-top} ${right - left + 0.8} ${top - baseline + 0.4}`}
      role="img"
      aria-label={label}
    >
      <g transform="scale(1 -1)">
        <rect className="court-floor" x={left} y={baseline} width={right - left} height={top - baseline} />
        {children}
        <g className="court-lines">
          <path d={`M${left} ${top}V${baseline}H${right}V${top}`} />
          <rect x={-8} y={baseline} width={16} height={19} />
          <circle cx={0} cy={13.75} r={6} />
          <path d="M-4 -1.25V0A4 4 0 0 0 4 0V-1.25" />
          <path d={`M${-corner} ${baseline}V${BREAK_Y}A${arc} ${arc} 0 0 0 ${corner} ${BREAK_Y}V${baseline}`} />
          <path d="M-3 -1.25H3" className="board" />
          <circle cx={0} cy={0} r={0.75} className="rim" />
        </g>
      </g>
      {labels}
    </svg>
  );
}

/** Outline of the platform's zones, in court coordinates. */
export function zonePath(zone: 'paint' | 'mid_range' | 'three_pt', top = 34): string {
  const { left, right, baseline, corner, arc } = COURT;
  // 8 ft around the basket, cut off by the baseline.
  const reach = Math.sqrt(64 - baseline ** 2);
  const paint = `M${-reach} ${baseline}A8 8 0 1 0 ${reach} ${baseline}Z`;
  const inside = `M${-corner} ${baseline}V${BREAK_Y}A${arc} ${arc} 0 0 0 ${corner} ${BREAK_Y}V${baseline}Z`;
  if (zone === 'paint') return paint;
  if (zone === 'mid_range') return `${inside}${paint}`;
  return `M${left} ${baseline}V${top}H${right}V${baseline}Z${inside}`;
}
