import { useAnswer } from '../../lib/api.js';
import { gameDate, plural } from '../../lib/format.js';
import { address } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Panel } from '../../parts/panel.js';
import { type Cause, findingsByGame, type GameFindings } from './by-game.js';

/** Lines of a cause that are shown before "more". */
const SHOWN = 3;

/** What all checks of the season found, by game and cause. Each check is told in full below. */
export function Findings({ season }: { readonly season: string }) {
  const asked = {
    conflicts: useAnswer('conflicts', { season }),
    contamination: useAnswer('contamination', { season }),
    completeness: useAnswer('completeness', { season }),
    reconcile: useAnswer('reconcile', { season }),
    contracts: useAnswer('contracts', { season }),
  };
  const games = findingsByGame({
    conflicts: asked.conflicts.data?.data,
    contamination: asked.contamination.data?.data,
    completeness: asked.completeness.data?.data,
    reconcile: asked.reconcile.data?.data,
    contracts: asked.contracts.data?.data,
  });
  const open = Object.values(asked).filter(({ data, error }) => data === undefined && error === null).length;
  return (
    <Panel title="Findings by game" note={told(games, open)}>
      {games.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="table-scroll table-long" aria-label="Findings by game" tabIndex={0}>
          <table className="data findings">
            <thead>
              <tr>
                <th scope="col">Game</th>
                <th scope="col">Cause</th>
                <th scope="col">What it did</th>
              </tr>
            </thead>
            {games.map((group) => (
              <tbody key={group.game ?? ''}>
                {group.causes.map((cause, i) => (
                  <tr key={cause.cause}>
                    {i === 0 && (
                      <th scope="rowgroup" rowSpan={group.causes.length}>
                        <Game group={group} />
                      </th>
                    )}
                    <td>{cause.cause}</td>
                    <td className="wide">
                      <Lines cause={cause} />
                    </td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </section>
      )}
    </Panel>
  );
}

function told(games: readonly GameFindings[], open: number): string {
  const some = open === 0 ? '' : `; ${plural(open, 'check')} not there yet`;
  if (games.length === 0) return open === 0 ? 'No check found anything' : `Nothing so far${some}`;
  const of = games.filter(({ game }) => game !== null).length;
  const rest = games.length > of ? ', and what is of no single game' : '';
  return `${plural(of, 'game')}${rest}${some}`;
}

function Game({ group: { game, date, teams } }: { readonly group: GameFindings }) {
  if (game === null) return <>Of no single game</>;
  return (
    <>
      {date !== null && <Link to={address('/tonight', { date })}>{gameDate(date)}</Link>}
      <small>
        {teams !== null && `${teams}, `}
        <code>{game}</code>
      </small>
    </>
  );
}

function Lines({ cause: { lines } }: { readonly cause: Cause }) {
  const list = (some: readonly string[]) => (
    <ul>
      {some.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  if (lines.length <= SHOWN + 1) return list(lines);
  return (
    <>
      {list(lines.slice(0, SHOWN))}
      <details>
        <summary>{lines.length - SHOWN} more</summary>
        {list(lines.slice(SHOWN))}
      </details>
    </>
  );
}
