import type { Zones } from '../../../../src/app/server/schema/court.js';
import { useAnswer } from '../../lib/api.js';
import { gameDate } from '../../lib/format.js';
import { address, useParam } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Panel, ViewHead } from '../../parts/panel.js';
import { SeasonPicker, useSeason } from '../../parts/pickers.js';
import { TeamTable } from './team-table.js';
import { Trend } from './trend.js';
import { ZoneCourt } from './zone-court.js';
import './zones.css';

/** ?season, ?date and ?team: how each team defends by zone, as known before the date. */
export default function ZonesView() {
  const { season, seasons, pick } = useSeason();
  const [date] = useParam('date');
  const query = { season: season ?? '', ...(date === null ? {} : { date }) };
  const zones = useAnswer('zones', query, { enabled: season !== null });
  return (
    <>
      <ViewHead title="Team zones" actions={<SeasonPicker season={season} seasons={seasons} pick={pick} />}>
        Opponents’ shooting by zone over a team’s last 15 games, compared with the league over the last 30 days
      </ViewHead>
      <Answer of={zones} what="team zones">
        {(data) =>
          data.date === null ? (
            <Empty title="No rows of this season">Run phase 4 first.</Empty>
          ) : (
            <ZonesOfDate data={data} date={data.date} />
          )
        }
      </Answer>
    </>
  );
}

function ZonesOfDate({ data, date }: { readonly data: Zones; readonly date: string }) {
  const [, setDate] = useParam('date');
  const [chosen, setTeam] = useParam('team');
  const team = data.teams.find((t) => t.team === chosen) ?? data.teams[0];
  return (
    <>
      <div className="filters">
        <label>
          Before the games of
          <select value={date} onChange={(event) => setDate(event.target.value)}>
            {data.dates.map((d) => (
              <option key={d} value={d}>
                {gameDate(d)}
              </option>
            ))}
          </select>
        </label>
        <label>
          Team
          <select value={team?.team ?? ''} onChange={(event) => setTeam(event.target.value)}>
            {data.teams.map((t) => (
              <option key={t.team}>{t.team}</option>
            ))}
          </select>
        </label>
      </div>
      {team === undefined ? (
        <Empty title="No team has five games yet">Choose a later date.</Empty>
      ) : (
        <div className="zones-grid">
          <div className="zones-left">
            <Panel
              title={`${team.team} defending`}
              note={`${team.games} games, sample ${team.quality}`}
              actions={
                <Link to={address('/shots', { team: team.team, side: 'against', season: data.season })}>
                  Shots against
                </Link>
              }
            >
              <ZoneCourt team={team} alias={data.alias} />
              {team.missing.length > 0 && (
                <p className="warn pad">
                  Games of its window that are not in the data: <span className="mono">{team.missing.join(' ')}</span>
                </p>
              )}
            </Panel>
            <Trend season={data.season} team={team.team} date={date} />
          </div>
          <Panel title="All teams" note="Percentage points above the league; positive = weaker defence">
            <TeamTable teams={data.teams} chosen={team.team} onTeam={(name) => setTeam(name)} />
          </Panel>
        </div>
      )}
    </>
  );
}
