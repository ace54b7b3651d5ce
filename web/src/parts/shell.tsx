import { type ReactNode, useEffect } from 'react';
import { useAnswer } from '../lib/api.js';
import { useTheme } from '../lib/theme.js';
import { Find } from './find.js';
import { Link } from './link.js';
import { LiveStrip } from './live-strip.js';

const NAV = [
  ['tonight', 'Tonight'],
  ['coverage', 'Coverage'],
  ['cascade', 'Cascade'],
  ['runs', 'Runs'],
  ['plan', 'Plan and heal'],
  ['failures', 'Failures'],
  ['quality', 'Quality'],
  ['player', 'Players'],
  ['team', 'Teams'],
  ['zones', 'Team zones'],
  ['shots', 'Shots'],
  ['features', 'Features'],
] as const;

const BELONGS: Readonly<Record<string, string>> = { partition: 'coverage', row: 'coverage' };

export function Shell({ current, children }: { readonly current: string; readonly children: ReactNode }) {
  const overview = useAnswer('overview', {});
  const theme = useTheme();
  const active = BELONGS[current] ?? current;
  useEffect(() => {
    document.title = `${NAV.find(([id]) => id === active)?.[1] ?? 'nba-props'} · nba-props`;
    // On a narrow screen the list of views scrolls sideways.
    document.querySelector('.side [aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const path = overview.data?.data.warehouse;
  return (
    <>
      <a className="skip" href="#main">
        Skip to the view
      </a>
      <div className="shell">
        <nav className="side" aria-label="Views">
          <p className="brand">
            nba-props
            {path !== undefined && <small title={path}>{path.split('/').at(-1)}</small>}
          </p>
          <Find />
          <ul>
            {NAV.map(([id, label]) => (
              <li key={id}>
                <Link to={`/${id}`} aria-current={id === active ? 'page' : undefined}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
          <button type="button" className="theme" onClick={theme.next}>
            Theme: {theme.choice}
          </button>
        </nav>
        <div className="content">
          <LiveStrip />
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
