import type { Coverage } from '../../../../src/app/server/schema/cells.js';
import { count, percent, plural } from '../../lib/format.js';
import { address } from '../../lib/router.js';
import { Link } from '../../parts/link.js';

/** What no cell shows: the share of ready rows against what the history allows, and conflicts between sources. */
export function Health({ seasons }: { readonly seasons: Coverage['seasons'] }) {
  const told = seasons.filter((s) => s.ready.allowed > 0 || s.openConflicts > 0);
  if (told.length === 0) return null;
  return (
    <ul className="health" aria-label="Ready rows and conflicts">
      {told.map(({ season, ready, openConflicts }) => (
        <li key={season}>
          <span className="muted">{season}</span>{' '}
          {ready.allowed > 0 && (
            <>
              <strong className={ready.ready === ready.allowed ? 'good' : 'warn'}>
                {percent(ready.ready / ready.allowed, 1)}
              </strong>{' '}
              ready: {count(ready.ready)} of the {count(ready.allowed)} feature rows that the history allows
            </>
          )}
          {openConflicts > 0 && (
            <>
              {' '}
              <Link to={address('/quality', { season })}>{plural(openConflicts, 'open conflict')}</Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
