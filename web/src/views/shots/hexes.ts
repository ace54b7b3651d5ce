/** Shots pooled in one hexagon; x and y in feet from the basket. */
export interface Hex {
  readonly x: number;
  readonly y: number;
  readonly attempts: number;
  readonly points: number;
}

/** Pools shots (tenths of a foot) into pointy-top hexagons of the given radius in feet. */
export function hexes(
  shots: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly made: readonly boolean[];
    readonly value: readonly number[];
  },
  radius: number,
): Hex[] {
  const dx = radius * Math.sqrt(3);
  const dy = radius * 1.5;
  const pools = new Map<string, { x: number; y: number; attempts: number; points: number }>();
  shots.x.forEach((tenths, i) => {
    const x = tenths / 10;
    const y = (shots.y[i] ?? Number.NaN) / 10;
    const [column, row] = nearest(x, y, dx, dy);
    const center = { x: (column + (row & 1) / 2) * dx, y: row * dy };
    const key = `${column} ${row}`;
    const pool = pools.get(key) ?? { ...center, attempts: 0, points: 0 };
    pool.attempts += 1;
    if (shots.made[i] === true) pool.points += shots.value[i] ?? Number.NaN;
    pools.set(key, pool);
  });
  return [...pools.values()];
}

/** The hexagon whose centre is nearest: one of the two rows around the point. */
function nearest(x: number, y: number, dx: number, dy: number): readonly [number, number] {
  const candidates = [Math.floor(y / dy), Math.floor(y / dy) + 1].map((row) => {
    const column = Math.round(x / dx - (row & 1) / 2);
    const cx = (column + (row & 1) / 2) * dx;
    return { at: [column, row] as const, distance: (x - cx) ** 2 + (y - row * dy) ** 2 };
  });
  const [a, b] = candidates;
  if (a === undefined || b === undefined) throw new RangeError('no hexagon');
  return a.distance <= b.distance ? a.at : b.at;
}

export function hexPath({ x, y }: { readonly x: number; readonly y: number }, radius: number): string {
  const corners = Array.from({ length: 6 }, (_, i) => {
    const angle = (Math.PI / 3) * i + Math.PI / 6;
    return `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${corners.join('L')}Z`;
}
