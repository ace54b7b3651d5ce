import type { TeamAnswer, TeamGame } from '../../../../src/app/server/schema/team.js';
import { easternTimeOf } from '../../../../src/domain/dates.js';
import { TEAMS } from '../../../../src/domain/teams.js';
import { useAnswer } from '../../lib/api.js';
import { count, decimals, gameDate, plural, sentence, signed } from '../../lib/format.js';
import { address, useAddress, useParam } from '../../lib/router.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Panel, Stat, ViewHead } from '../../parts/panel.js';
import { SeasonPicker } from '../../parts/pickers.js';
import './team.css';

/** /team for all teams, /team/<tricode>?season for a season: games by date, players by minutes. */
export default function TeamView() {
  const { path } = useAddress();
  const abbr = (path.split('/')[2] ?? '').toUpperCase();
  if (abbr === '') return <AllTeams />;
  return /^[A-Z]{3}$/.test(abbr) ? (
    <Season abbr={abbr} />
  ) : (
    <Empty title="No such team" whole>
      Choose one of the list.
    </Empty>
  );
}

function AllTeams() {
  const teams = [...TEAMS].sort((a, b) => (a.full_name < b.full_name ? -1 : 1));
  return (
    <>
      <ViewHead title="Teams">A team’s season: its games by date, and who plays for it</ViewHead>
      <ul className="teams">
        {teams.map(({ abbr, full_name }) => (
          <li key={abbr}>
            <Link to={`/team/${abbr}`}>
              <strong>{abbr}</strong> {full_name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Season({ abbr }: { readonly abbr: string }) {
  const [season, setSeason] = useParam('season');
  const answer = useAnswer('team', season === null ? { team: abbr } : { team: abbr, season });
  if (answer.error?.code === 'NOT_FOUND' && answer.data === undefined)
    return (
      <Empty title={`No games of ${abbr}`} whole>
        Choose another team.
      </Empty>
    );
  return (
    <Answer of={answer} what="the team">
      {(data) => <TeamSeason data={data} onSeason={setSeason} />}
    </Answer>
  );
}

function TeamSeason({ data, onSeason }: { readonly data: TeamAnswer; readonly onSeason: (season: string) => void }) {
  const played = data.games.flatMap((game) => finalOf(game) ?? []);
  const wins = played.filter(({ points, against }) => points > against).length;
  const next = data.games.find(({ status }) => status === 'scheduled');
  const mean = (of: 'points' | 'against') =>
    played.length === 0 ? null : played.reduce((sum, game) => sum + game[of], 0) / played.length;
  return (
    <>
      <ViewHead
        title={data.name}
        actions={
          <>
            <Link className="button" to={address('/zones', { team: data.team })}>
              Zones
            </Link>
            <SeasonPicker season={data.season} seasons={data.seasons} pick={onSeason} />
          </>
        }
      >
        {data.team}, {data.season}
        {next !== undefined && (
          <>
            ; next <Link to={address('/tonight', { date: next.date })}>{gameDate(next.date)}</Link>{' '}
            {next.isHome ? 'vs' : 'at'} {next.opponent}
          </>
        )}
      </ViewHead>
      <Panel title="Season" note={plural(played.length, 'game')}>
        <dl className="stats">
          <Stat label="Won and lost">{played.length === 0 ? '–' : `${wins}–${played.length - wins}`}</Stat>
          <Stat label="Points">{decimals(mean('points'))}</Stat>
          <Stat label="Against">{decimals(mean('against'))}</Stat>
        </dl>
      </Panel>
      <Panel title="Games" note="A date leads to all its games">
        <DataTable
          label="Games"
          rows={[...data.games].reverse()}
          rowKey={(game) => game.gameId}
          isCurrent={(game) => game === next}
          columns={[
            {
              head: 'Date',
              cell: (game) => <Link to={address('/tonight', { date: game.date })}>{gameDate(game.date)}</Link>,
              className: 'nowrap',
            },
            {
              head: 'Opponent',
              cell: (game) => (
                <>
                  {game.isHome ? 'vs' : 'at'} <Link to={`/team/${game.opponent}`}>{game.opponent}</Link>
                </>
              ),
              className: 'nowrap',
            },
            { head: 'Result', cell: resultOf, className: 'nowrap' },
            { head: 'Spread', cell: (game) => signed(game.spread, 1), numeric: true },
            { head: 'Total', cell: (game) => decimals(game.total), numeric: true },
            { head: 'Rest', cell: (game) => game.daysRest ?? '–', numeric: true },
            {
              head: 'Miles',
              cell: (game) => (game.travelMiles === null ? '–' : count(Math.round(game.travelMiles))),
              numeric: true,
            },
          ]}
        />
      </Panel>
      <Panel title="Players" note="by minutes per game">
        <DataTable
          label="Players"
          rows={data.players}
          rowKey={(player) => String(player.playerId)}
          empty="Nobody has played for it yet."
          columns={[
            {
              head: 'Player',
              cell: (player) => (
                <Link to={address(`/player/${player.playerId}`, { season: data.season })}>{player.name}</Link>
              ),
              className: 'nowrap',
            },
            { head: 'Games', cell: (player) => player.games, numeric: true },
            { head: 'Minutes', cell: (player) => decimals(player.minutes), numeric: true },
            { head: 'Points', cell: (player) => decimals(player.points), numeric: true },
            { head: 'Rebounds', cell: (player) => decimals(player.rebounds), numeric: true },
            { head: 'Assists', cell: (player) => decimals(player.assists), numeric: true },
            { head: 'Last game', cell: (player) => gameDate(player.last), className: 'nowrap' },
          ]}
        />
      </Panel>
    </>
  );
}

/** The final score of a game, the team's points first; NULL without one. */
const finalOf = ({ points, against }: TeamGame) => (points === null || against === null ? null : { points, against });

function resultOf(game: TeamGame) {
  const final = finalOf(game);
  if (final === null)
    return game.status === 'scheduled' && game.tipoffAt !== null
      ? `${easternTimeOf(game.tipoffAt)} ET`
      : sentence(game.status);
  const won = final.points > final.against;
  return (
    <span className={won ? 'won' : 'lost'}>
      {won ? 'Won' : 'Lost'} {final.points}–{final.against}
    </span>
  );
}
