import type { PlayerGame } from '../../../../src/app/server/schema/players.js';
import { dayNumber, decimals, gameDate } from '../../lib/format.js';
import { Chart } from '../../parts/chart/chart.js';
import { Panel } from '../../parts/panel.js';

interface Props {
  readonly title: string;
  readonly note: string;
  readonly games: readonly PlayerGame[];
  readonly of: (game: PlayerGame) => number | null;
  readonly domain: readonly [number, number];
  /** The neutral value, from which bars begin. */
  readonly zero: number;
}

export function FactorChart({ title, note, games, of, domain, zero }: Props) {
  const first = dayNumber(games[0]?.date ?? '1970-01-01');
  const last = dayNumber(games.at(-1)?.date ?? '1970-01-01');
  const known = games.filter((game) => of(game) !== null).length;
  return (
    <Panel title={title} note={known === 0 ? 'No values in this season' : note}>
      <Chart label={`${title} by game`} height={130} xDomain={[first - 1, last + 1]} yDomain={domain}>
        {({ x, y }) => (
          <>
            <line className="zero" x1={x(first - 1)} x2={x(last + 1)} y1={y(zero)} y2={y(zero)} />
            {games.map((game) => {
              const value = of(game);
              if (value === null) return null;
              const [top, foot] = [Math.min(y(value), y(zero)), Math.max(y(value), y(zero))];
              return (
                <rect
                  key={game.gameId}
                  className={value > zero ? 'factor-up' : 'factor-down'}
                  x={x(dayNumber(game.date)) - 2}
                  width={4}
                  y={top}
                  height={Math.max(1.5, foot - top)}
                >
                  <title>{`${gameDate(game.date)}: ${decimals(value)}`}</title>
                </rect>
              );
            })}
          </>
        )}
      </Chart>
    </Panel>
  );
}
