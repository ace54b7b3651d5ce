import { ViewHead } from '../../parts/panel.js';
import { SeasonPicker, useSeason } from '../../parts/pickers.js';
import { Completeness } from './completeness.js';
import { Conflicts } from './conflicts.js';
import { Contamination } from './contamination.js';
import { Contracts } from './contracts.js';
import { Findings } from './findings.js';
import { Leakage } from './leakage.js';
import { Reconcile } from './reconcile.js';
import './quality.css';

/** ?season, and ?date for the leakage audit: the reports of `validate` and `audit`, as the command line gives them. */
export default function Quality() {
  const { season, seasons, pick } = useSeason();
  return (
    <>
      <ViewHead title="Quality" actions={<SeasonPicker season={season} seasons={seasons} pick={pick} />}>
        The same checks as “nba-props validate” and “nba-props audit”, stored until the warehouse changes
      </ViewHead>
      {season !== null && (
        <>
          <Findings season={season} />
          <Conflicts season={season} />
          <Contamination season={season} />
          <Completeness season={season} />
          <Reconcile season={season} />
          <Contracts season={season} />
          <Leakage season={season} />
        </>
      )}
    </>
  );
}
