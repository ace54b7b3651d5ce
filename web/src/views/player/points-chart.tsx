import type { PlayerGame } from '../../../../src/app/server/schema/players.js';
import { dayNumber, decimals, gameDate } from '../../lib/format.js';
import { withParams } from '../../lib/router.js';
import { Chart, type Frame } from '../../parts/chart/chart.js';
import { linePath } from '../../parts/chart/scale.js';

const LINES = [
  { key: 'avgLast5', label: 'Last 5', className: 'line-5' },
  { key: 'avgLast10', label: 'Last 10', className: 'line-10' },
  { key: 'avgSeason', label: 'Season', className: 'line-season' },
] as const;

interface Props {
  readonly games: readonly PlayerGame[];
  readonly chosen: string | null;
  /** Games to stress: those behind a chosen value. */
  readonly behind: ReadonlySet<string> | null;
  readonly onGame: (gameId: string) => void;
}

export function PointsChart({ games, chosen, behind, onGame }: Props) {
  const first = dayNumber(games[0]?.date ?? '1970-01-01');
  const last = dayNumber(games.at(-1)?.date ?? '1970-01-01');
  const top = Math.max(20, ...games.map((g) => Math.max(g.points ?? 0, g.pointsLine ?? 0)));
  const hasLines = games.some((g) => g.pointsLine !== null);
  return (
    <>
      <ul className="keyed">
        <li>
          <span className="key-dot points-key" /> Points
        </li>
        {LINES.map((line) => (
          <li key={line.key} className={line.className}>
            <span className="key-line" /> <span className="key-text">{line.label} before the game</span>
          </li>
        ))}
        {hasLines && (
          <li>
            <span className="key-line prop-key" /> Prop line
          </li>
        )}
      </ul>
      <Chart
        label="Points by game, with averages known before each game"
        height={280}
        xDomain={[first - 1, last + 1]}
        yDomain={[0, top * 1.06]}
        yLabel="points"
        interactive
      >
        {(frame) => (
          <>
            {LINES.map((line) => (
              <path
                key={line.key}
                className={`series ${line.className}`}
                d={linePath(
                  games.map((g) => [
                    frame.x(dayNumber(g.date)),
                    g[line.key] === null ? null : frame.y(g[line.key] ?? Number.NaN),
                  ]),
                )}
              />
            ))}
            {games.map((game) => (
              <Mark
                key={game.gameId}
                game={game}
                frame={frame}
                chosen={game.gameId === chosen}
                stop={game.gameId === (chosen ?? games.at(-1)?.gameId)}
                behind={behind}
                onGame={onGame}
              />
            ))}
          </>
        )}
      </Chart>
    </>
  );
}

interface MarkProps {
  readonly game: PlayerGame;
  readonly frame: Frame;
  readonly chosen: boolean;
  /** Where Tab enters the chart. */
  readonly stop: boolean;
  readonly behind: ReadonlySet<string> | null;
  readonly onGame: (gameId: string) => void;
}

function Mark({ game, frame: { x, y, bottom }, chosen, stop, behind, onGame }: MarkProps) {
  const at = x(dayNumber(game.date));
  const played = game.status === 'played' && game.points !== null;
  const told = `${gameDate(game.date)} ${game.isHome === false ? 'at' : 'vs'} ${game.opponent}: ${played ? `${game.points} points` : game.status}${game.pointsLine === null ? '' : `, line ${decimals(game.pointsLine)}`}`;
  const state = behind === null ? '' : behind.has(game.gameId) ? ' behind' : ' aside';
  return (
    <g className={`mark${state}`}>
      {chosen && <line className="chosen-line" x1={at} x2={at} y1={12} y2={bottom} />}
      {game.pointsLine !== null && (
        <line className="prop" x1={at - 4} x2={at + 4} y1={y(game.pointsLine)} y2={y(game.pointsLine)} />
      )}
      {played && game.points !== null ? (
        <circle className={chosen ? 'dot dot-chosen' : 'dot'} cx={at} cy={y(game.points)} r={chosen ? 5 : 3.4} />
      ) : (
        <path className="absent" d={`M${at - 3} ${bottom - 7}l6 6m0 -6l-6 6`} />
      )}
      <a
        href={withParams({ game: game.gameId })}
        aria-label={told}
        tabIndex={stop ? 0 : -1}
        onClick={(event) => {
          event.preventDefault();
          onGame(game.gameId);
        }}
      >
        <rect className="hit" x={at - 4} width={8} y={12} height={bottom - 12}>
          <title>{told}</title>
        </rect>
      </a>
    </g>
  );
}
