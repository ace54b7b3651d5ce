import { useAnswer } from '../../lib/api.js';
import { useAddress, useParam } from '../../lib/router.js';
import { Answer, Empty } from '../../parts/notice.js';
import { Search } from './search.js';
import { SeasonView } from './season-view.js';
import './player.css';

/** /player to search, /player/<id>?season&game for a season. */
export default function PlayerView() {
  const { path } = useAddress();
  const id = path.split('/')[2] ?? '';
  return (
    <>
      <Search chosen={id} />
      {/^\d+$/.test(id) ? (
        <PlayerSeason id={Number(id)} />
      ) : (
        id !== '' && <Empty title="No such player">Search for one by name.</Empty>
      )}
    </>
  );
}

function PlayerSeason({ id }: { readonly id: number }) {
  const [season, setSeason] = useParam('season');
  const player = useAnswer('player', season === null ? { player: id } : { player: id, season });
  return (
    <Answer of={player} what="the player">
      {(data) => <SeasonView player={data} onSeason={setSeason} />}
    </Answer>
  );
}
