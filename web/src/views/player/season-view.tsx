import type { Player } from '../../../../src/app/server/schema/players.js';
import { decimals, plural } from '../../lib/format.js';
import { address, useParam } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Panel, Stat, ViewHead } from '../../parts/panel.js';
import { SeasonPicker } from '../../parts/pickers.js';
import { playedBefore } from './behind.js';
import { FactorChart } from './factor-chart.js';
import { GameList } from './game-list.js';
import { GamePanel } from './game-panel.js';
import { Markets } from './markets.js';
import { PointsChart } from './points-chart.js';

interface Props {
  readonly player: Player;
  readonly onSeason: (season: string) => void;
}

export function SeasonView({ player, onSeason }: Props) {
  const [gameId, setGame] = useParam('game');
  const [value, setValue] = useParam('value');
  const { games } = player;
  const game = games.find((g) => g.gameId === gameId);
  const played = games.filter((g) => g.status === 'played' && g.points !== null);
  const points = played.reduce((sum, g) => sum + (g.points ?? Number.NaN), 0);
  const withLine = played.filter((g) => g.overUnder !== null);
  const behind =
    game === undefined || value === null ? null : new Set(playedBefore(games, game, value).map((g) => g.gameId));
  const teams = [...new Set(games.map((g) => g.team))];
  return (
    <>
      <ViewHead
        title={player.name}
        actions={
          <>
            <Link className="button" to={address('/shots', { player: String(player.playerId), season: player.season })}>
              Shots
            </Link>
            <SeasonPicker season={player.season} seasons={player.seasons} pick={onSeason} />
          </>
        }
      >
        {teams.join(', ')}, {player.season}
      </ViewHead>
      <Panel title="Points" note="Click a game for what was known before it">
        <dl className="stats">
          <Stat label="Games played" note={`of ${plural(games.length, 'game')} listed`}>
            {played.length}
          </Stat>
          <Stat label="Points per game">{decimals(played.length === 0 ? null : points / played.length)}</Stat>
          <Stat label="Over the line" note={withLine.length === 0 ? 'no prop lines in this warehouse' : undefined}>
            {withLine.length === 0
              ? '–'
              : `${withLine.filter((g) => g.overUnder === 'OVER').length} of ${withLine.length}`}
          </Stat>
        </dl>
        <PointsChart games={games} chosen={gameId} behind={behind} onGame={(id) => setGame(id)} />
      </Panel>
      {game !== undefined && (
        <GamePanel player={player.playerId} game={game} games={games} value={value} onValue={setValue} />
      )}
      <Markets player={player.playerId} season={player.season} />
      <div className="grid">
        <FactorChart
          title="Fatigue score"
          note="100 = fresh"
          games={games}
          of={(g) => g.fatigue}
          domain={[0, 100]}
          zero={100}
        />
        <FactorChart
          title="Shot-zone mismatch"
          note="+ favours the scorer"
          games={games}
          of={(g) => g.mismatch}
          domain={[-10, 10]}
          zero={0}
        />
      </div>
      <GameList games={games} chosen={gameId} season={player.season} />
    </>
  );
}
