import { extent, linear, linePath } from '../../parts/chart/scale.js';

const [WIDTH, HEIGHT] = [110, 24];

export function Sparkline({ label, values }: { readonly label: string; readonly values: readonly (number | null)[] }) {
  const x = linear([0, Math.max(1, values.length - 1)], [2, WIDTH - 2]);
  const y = linear(extent(values), [HEIGHT - 3, 3]);
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <path className="series spark" d={linePath(values.map((value, i) => [x(i), value === null ? null : y(value)]))} />
    </svg>
  );
}
