import type { TeamZones } from '../../../../src/app/server/schema/court.js';
import { decimals, signed } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { ZONES } from './zone-court.js';

interface Props {
  readonly teams: readonly TeamZones[];
  readonly chosen: string;
  readonly onTeam: (team: string) => void;
}

const SPAN = 10;

export function TeamTable({ teams, chosen, onTeam }: Props) {
  return (
    <DataTable
      label="All teams"
      rows={teams}
      rowKey={(t) => t.team}
      isCurrent={(t) => t.team === chosen}
      columns={[
        {
          head: 'Team',
          cell: (t) => (
            <button type="button" className="as-link" onClick={() => onTeam(t.team)}>
              {t.team}
            </button>
          ),
        },
        ...ZONES.map(({ zone, name }) => ({
          head: name,
          cell: (t: TeamZones) => <Diff value={t[zone].diff} />,
          numeric: true,
        })),
        { head: 'Rating', cell: (t) => decimals(t.defRating), numeric: true },
        { head: 'Games', cell: (t) => t.games, numeric: true },
      ]}
    />
  );
}

/** The figure, and a bar to its side of the middle. */
function Diff({ value }: { readonly value: number | null }) {
  const size = value === null ? 0 : Math.min(1, Math.abs(value) / SPAN) * 50;
  return (
    <span className="diff">
      <span className="diff-bar" aria-hidden="true">
        {value !== null && (
          <span
            className={value > 0 ? 'diff-weak' : 'diff-strong'}
            style={{ width: `${size}%`, left: value > 0 ? '50%' : `${50 - size}%` }}
          />
        )}
      </span>
      {signed(value)}
    </span>
  );
}
