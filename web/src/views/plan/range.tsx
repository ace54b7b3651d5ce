import { useAnswer } from '../../lib/api.js';
import { navigate, useParam, withParams } from '../../lib/router.js';

export interface Range {
  readonly from: string | null;
  readonly to: string | null;
}

export function useRange(): Range {
  const [from] = useParam('from');
  const [to] = useParam('to');
  return { from, to };
}

/** A season, or any two dates; without them everything. */
export function RangePicker({ range }: { readonly range: Range }) {
  const coverage = useAnswer('coverage', {});
  const seasons = coverage.data?.data.seasons ?? [];
  const set = (change: Partial<Range>) => navigate(withParams({ ...change }), { replace: true });
  const season = seasons.find((s) => s.dates[0] === range.from && s.dates.at(-1) === range.to)?.season ?? '';
  return (
    <div className="filters">
      <label>
        Season
        <select
          value={season}
          onChange={(event) => {
            const chosen = seasons.find((s) => s.season === event.target.value);
            set({ from: chosen?.dates[0] ?? null, to: chosen?.dates.at(-1) ?? null });
          }}
        >
          <option value="">{range.from === null ? 'All' : 'Dates below'}</option>
          {seasons.map((s) => (
            <option key={s.season}>{s.season}</option>
          ))}
        </select>
      </label>
      <label>
        From
        <input type="date" value={range.from ?? ''} onChange={(event) => set({ from: event.target.value || null })} />
      </label>
      <label>
        To
        <input type="date" value={range.to ?? ''} onChange={(event) => set({ to: event.target.value || null })} />
      </label>
    </div>
  );
}
