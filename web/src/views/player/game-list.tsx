import type { PlayerGame } from '../../../../src/app/server/schema/players.js';
import { decimals, gameDate, signed } from '../../lib/format.js';
import { withParams } from '../../lib/router.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Panel } from '../../parts/panel.js';

interface Props {
  readonly games: readonly PlayerGame[];
  readonly chosen: string | null;
  readonly season: string;
}

export function GameList({ games, chosen, season }: Props) {
  return (
    <Panel title="Games" note={season}>
      <DataTable
        label="Games"
        rows={[...games].reverse()}
        rowKey={(g) => g.gameId}
        isCurrent={(g) => g.gameId === chosen}
        columns={[
          {
            head: 'Date',
            cell: (g) => <Link to={withParams({ game: g.gameId })}>{gameDate(g.date)}</Link>,
            className: 'nowrap',
          },
          { head: 'Opponent', cell: (g) => `${g.isHome === false ? 'at' : 'vs'} ${g.opponent}`, className: 'nowrap' },
          {
            head: 'Points',
            cell: (g) =>
              g.status === 'played' ? (g.points ?? '–') : <span className="muted">{g.status.toUpperCase()}</span>,
            numeric: true,
          },
          { head: 'Minutes', cell: (g) => decimals(g.minutes), numeric: true },
          { head: 'Line', cell: (g) => decimals(g.pointsLine), numeric: true },
          { head: 'Result', cell: (g) => g.overUnder?.toLowerCase() ?? '' },
          { head: 'Last 5', cell: (g) => decimals(g.avgLast5), numeric: true },
          { head: 'Last 10', cell: (g) => decimals(g.avgLast10), numeric: true },
          { head: 'Season', cell: (g) => decimals(g.avgSeason), numeric: true },
          { head: 'Fatigue', cell: (g) => decimals(g.fatigue, 0), numeric: true },
          { head: 'Mismatch', cell: (g) => signed(g.mismatch), numeric: true },
          { head: 'Pace', cell: (g) => signed(g.pace), numeric: true },
          { head: 'Adjustment', cell: (g) => signed(g.adjustment), numeric: true },
        ]}
      />
    </Panel>
  );
}
