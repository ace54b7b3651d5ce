/** A linear map from values to pixels, with round ticks. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
}

export function linear(domain: readonly [number, number], range: readonly [number, number], wanted = 5): Scale {
  const [a, b] = domain[0] === domain[1] ? [domain[0], domain[0] + 1] : domain;
  const scale = (value: number) => range[0] + ((value - a) / (b - a)) * (range[1] - range[0]);
  return Object.assign(scale, { ticks: ticks(a, b, wanted) });
}

function ticks(low: number, high: number, wanted: number): number[] {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((m) => m * power >= rough) ?? 10);
  const out: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    out.push(Number((i * step).toPrecision(12)));
  return out;
}

type Point = readonly [x: number, y: number | null];

/** An SVG path through the points; a value that was not measured interrupts the line. */
export function linePath(points: readonly Point[]): string {
  let pen = false;
  return points
    .map(([x, y]) => {
      if (y === null) {
        pen = false;
        return '';
      }
      const move = pen ? 'L' : 'M';
      pen = true;
      return `${move}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

/** Least and greatest of the values that were measured. */
export function extent(values: Iterable<number | null>): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}
