import { useAddress } from '../../lib/router.js';
import { LiveView } from './live-view.js';
import { RunList } from './run-list.js';
import { RunView } from './run-view.js';
import './runs.css';

/** /runs, /runs/live and /runs/<id> */
export default function Runs() {
  const { path } = useAddress();
  const id = path.split('/')[2] ?? '';
  if (id === 'live') return <LiveView />;
  if (id !== '') return <RunView id={decodeURIComponent(id)} />;
  return <RunList />;
}
