import { useAnswer } from '../../lib/api.js';
import { useParam } from '../../lib/router.js';
import { Answer, Empty } from '../../parts/notice.js';
import { ViewHead } from '../../parts/panel.js';
import { SeasonPicker, useSeason } from '../../parts/pickers.js';
import { ShotChart } from './shot-chart.js';
import { SubjectPicker } from './subject-picker.js';
import './shots.css';

/** ?season with ?player or ?team (and ?side=against), ?game, ?as=hexes. */
export default function ShotsView() {
  const { season, seasons, pick } = useSeason();
  const [player] = useParam('player');
  const [team] = useParam('team');
  const [side] = useParam('side');
  const [game] = useParam('game');
  const chosen = player !== null || team !== null;
  const shots = useAnswer(
    'shots',
    {
      season: season ?? '',
      ...(player !== null
        ? { player: Number(player) }
        : team !== null
          ? { team, side: side === 'against' ? 'against' : 'for' }
          : {}),
      ...(game === null ? {} : { game }),
    },
    { enabled: season !== null && chosen },
  );
  return (
    <>
      <ViewHead title="Shots" actions={<SeasonPicker season={season} seasons={seasons} pick={pick} />}>
        Every field-goal attempt with a location, on a half court to scale
      </ViewHead>
      <SubjectPicker
        season={season}
        player={player}
        team={team}
        side={side}
        subject={player === null ? null : (shots.data?.data.subject ?? null)}
      />
      {!chosen ? (
        <Empty title="No player or team chosen">Choose a team, or search for a player.</Empty>
      ) : (
        <Answer of={shots} what="shots">
          {(data) =>
            data.games.length === 0 ? (
              <Empty title="No shots of this season">Ingest its play-by-play, then run phase 2.</Empty>
            ) : (
              <ShotChart data={data} isTeam={player === null} />
            )
          }
        </Answer>
      )}
    </>
  );
}
