import { useMemo } from 'react';
import type { Shots } from '../../../../src/app/server/schema/court.js';
import { count, gameDate, percent, plural } from '../../lib/format.js';
import { useParam } from '../../lib/router.js';
import { HalfCourt } from '../../parts/court/half-court.js';
import { Panel, Stat } from '../../parts/panel.js';
import { hexes, hexPath } from './hexes.js';
import { ZoneTable } from './zone-table.js';

const HEX = 1.1;
/** How far up the court is drawn, in feet. */
const FAR = 36;
/** Points per attempt that divide poor, middling and good spots. */
const [POOR, GOOD] = [0.9, 1.1];

export function ShotChart({ data, isTeam }: { readonly data: Shots; readonly isTeam: boolean }) {
  const [game, setGame] = useParam('game');
  const [as, setAs] = useParam('as');
  const pooled = (as ?? (isTeam && game === null ? 'hexes' : 'shots')) === 'hexes';
  const attempts = data.zones.reduce((sum, z) => sum + z.attempts, 0);
  const far = data.y.filter((y) => y > 10 * FAR).length;
  const makes = data.zones.reduce((sum, z) => sum + z.makes, 0);
  return (
    <div className="shots-grid">
      <Panel
        title={data.subject}
        note={data.season}
        actions={
          <>
            <label>
              Game
              <select value={game ?? ''} onChange={(event) => setGame(event.target.value || null)}>
                <option value="">All {data.games.length}</option>
                {data.games.map((g) => (
                  <option key={g.gameId} value={g.gameId}>
                    {gameDate(g.date)}, {g.opponent}
                  </option>
                ))}
              </select>
            </label>
            <button
              type="button"
              aria-pressed={pooled}
              className="chip"
              onClick={() => setAs(pooled ? 'shots' : 'hexes')}
            >
              Pooled
            </button>
          </>
        }
      >
        <dl className="stats">
          <Stat label="Attempts">{count(attempts)}</Stat>
          <Stat label="Made">{count(makes)}</Stat>
          <Stat label="Field-goal percentage">{percent(attempts === 0 ? null : makes / attempts, 1)}</Stat>
          {data.unlocated > 0 && <Stat label="Without a location">{count(data.unlocated)}</Stat>}
        </dl>
        <div className="shot-court">
          <HalfCourt
            label={`${data.subject}: ${plural(data.x.length, 'shot')} on a half court, ${makes} made`}
            top={FAR}
          >
            {pooled ? <Hexes data={data} /> : <Dots data={data} />}
          </HalfCourt>
        </div>
        <Key pooled={pooled} />
        {far > 0 && (
          <p className="muted pad">
            {plural(far, 'attempt')} from farther than {FAR} ft not drawn.
          </p>
        )}
      </Panel>
      <Panel title="By zone" note="Against the league’s share of makes from there this season">
        <ZoneTable zones={data.zones} />
      </Panel>
    </div>
  );
}

/** Made and missed differ in form: a disc, a cross. Two paths, however many shots. */
function Dots({ data }: { readonly data: Shots }) {
  const { made, missed } = useMemo(() => {
    const paths = { made: '', missed: '' };
    data.x.forEach((tenths, i) => {
      const [x, y] = [tenths / 10, (data.y[i] ?? Number.NaN) / 10];
      if (y > FAR) return;
      if (data.made[i]) paths.made += `M${x - 0.33} ${y}a.33 .33 0 1 0 .66 0a.33 .33 0 1 0 -.66 0`;
      else paths.missed += `M${x - 0.27} ${y - 0.27}l.54 .54m0 -.54l-.54 .54`;
    });
    return paths;
  }, [data]);
  return (
    <>
      <path className="shot-missed" d={missed} />
      <path className="shot-made" d={made} />
    </>
  );
}

function Hexes({ data }: { readonly data: Shots }) {
  const pools = useMemo(() => hexes(data, HEX).filter((hex) => hex.y <= FAR - 1), [data]);
  const busy = pools.map((p) => p.attempts).sort((a, b) => b - a)[Math.floor(pools.length * 0.04)] ?? 1;
  return pools.map((pool) => {
    const value = pool.points / pool.attempts;
    const size = HEX * Math.min(1, Math.sqrt(pool.attempts / busy)) * 0.96;
    return (
      <path
        key={`${pool.x} ${pool.y}`}
        className={value < POOR ? 'hex-poor' : value > GOOD ? 'hex-good' : 'hex-fair'}
        d={hexPath(pool, size)}
      >
        <title>{`${plural(pool.attempts, 'attempt')}, ${value.toFixed(2)} points each`}</title>
      </path>
    );
  });
}

function Key({ pooled }: { readonly pooled: boolean }) {
  return (
    <ul className="keyed">
      {pooled ? (
        <>
          <li className="muted">Size: attempts. Points per attempt:</li>
          <li>
            <span className="key-box hex-key-poor" /> below {POOR.toFixed(1)}
          </li>
          <li>
            <span className="key-box hex-key-fair" /> {POOR.toFixed(1)} to {GOOD.toFixed(1)}
          </li>
          <li>
            <span className="key-box hex-key-good" /> above {GOOD.toFixed(1)}
          </li>
        </>
      ) : (
        <>
          <li>
            <span className="key-dot made-key" /> made
          </li>
          <li>
            <span className="missed-key">×</span> missed
          </li>
        </>
      )}
    </ul>
  );
}
