import type { Overview, TableInfo } from '../../../src/app/server/schema/cells.js';
import { useAnswer } from '../lib/api.js';
import { useParam } from '../lib/router.js';

/** The season of the address, else the latest of the warehouse; null before it is known. */
export function useSeason(): { season: string | null; seasons: readonly string[]; pick: (season: string) => void } {
  const overview = useAnswer('overview', {});
  const [chosen, choose] = useParam('season');
  const seasons = overview.data?.data.seasons ?? [];
  return { season: chosen ?? seasons.at(-1) ?? null, seasons, pick: choose };
}

interface SeasonPickerProps {
  readonly season: string | null;
  readonly seasons: readonly string[];
  readonly pick: (season: string) => void;
}

export function SeasonPicker({ season, seasons, pick }: SeasonPickerProps) {
  return (
    <label>
      Season
      <select value={season ?? ''} onChange={(event) => pick(event.target.value)}>
        {seasons.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

interface TablePickerProps {
  readonly overview: Overview;
  readonly value: string;
  readonly onChange: (alias: string) => void;
  readonly filter?: (table: TableInfo) => boolean;
}

export function TablePicker({ overview, value, onChange, filter = () => true }: TablePickerProps) {
  return (
    <label>
      Table
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {overview.tables.filter(filter).map((table) => (
          <option key={table.name} value={table.alias}>
            {table.name.split('.').at(-1)}
          </option>
        ))}
      </select>
    </label>
  );
}
