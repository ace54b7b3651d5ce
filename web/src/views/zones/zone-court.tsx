import type { TeamZones } from '../../../../src/app/server/schema/court.js';
import { decimals, percent, signed } from '../../lib/format.js';
import { rowAddress } from '../../lib/row-address.js';
import { HalfCourt, zonePath } from '../../parts/court/half-court.js';
import { Link } from '../../parts/link.js';

export const ZONES = [
  { zone: 'paint', name: 'Paint', x: 0, y: -4.3 },
  { zone: 'mid_range', name: 'Mid-range', x: 0, y: -16.2 },
  { zone: 'three_pt', name: 'Three', x: 0, y: -27.4 },
] as const;

/** Full colour at this many percentage points. */
const FULL = 8;

/** Weak and strong differ in hue, in sign and in the arrow. */
function mark(diff: number | null): string {
  if (diff === null) return '';
  return diff > 0.05 ? '▲' : diff < -0.05 ? '▼' : '●';
}

/** @param alias of the table that the numbers come from */
export function ZoneCourt({ team, alias }: { readonly team: TeamZones; readonly alias: string }) {
  const told = ZONES.map(
    ({ zone, name }) => `${name} ${percent(team[zone].pct, 1)}, ${signed(team[zone].diff)} to the league`,
  ).join('; ');
  return (
    <div className="zone-court">
      <HalfCourt
        label={`${team.team}: ${told}`}
        top={32}
        labels={ZONES.map(({ zone, name, x, y }) => (
          <g key={zone}>
            <text x={x} y={y - 2.1}>
              {name}
            </text>
            <text className="court-big" x={x} y={y + 0.4}>
              {percent(team[zone].pct, 1)}
            </text>
            <text x={x} y={y + 2.6}>
              {mark(team[zone].diff)} {signed(team[zone].diff)}
            </text>
          </g>
        ))}
      >
        {ZONES.map(({ zone }) => {
          const { diff } = team[zone];
          const opacity = diff === null ? 0 : 0.08 + 0.5 * Math.min(1, Math.abs(diff) / FULL);
          return (
            <path
              key={zone}
              className={diff !== null && diff > 0 ? 'zone-weak' : 'zone-strong'}
              fillRule="evenodd"
              fillOpacity={opacity}
              d={zonePath(zone, 32)}
            />
          );
        })}
      </HalfCourt>
      <ul className="keyed zone-key">
        <li>
          <span className="key-box key-weak" /> ▲ weaker than the league
        </li>
        <li>
          <span className="key-box key-strong" /> ▼ stronger
        </li>
      </ul>
      <dl className="stats zone-stats">
        {ZONES.map(({ zone, name }) => (
          <div key={zone} className="stat">
            <dt>{name}, per game</dt>
            <dd>
              {decimals(team[zone].attempts)} <span className="zone-unit">attempts</span>
              <small className="muted">
                {decimals(team[zone].points)} points, {decimals(team[zone].blocks)} blocks
              </small>
              <small>
                <Link to={rowAddress(alias, team.date, team.team, `${zone}_pct_allowed`)}>games behind it</Link>
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
