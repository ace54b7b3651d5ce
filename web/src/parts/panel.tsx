import type { ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Panel({ title, note, actions, children, className = '' }: PanelProps) {
  return (
    <section className={`panel ${className}`}>
      <header className="panel-head">
        <h2>{title}</h2>
        {note !== undefined && <p className="muted">{note}</p>}
        {actions !== undefined && <div className="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

export function ViewHead({
  title,
  children,
  actions,
}: {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <header className="view-head">
      <div>
        <h1>{title}</h1>
        {children !== undefined && <div className="muted view-sub">{children}</div>}
      </div>
      {actions !== undefined && <div className="view-actions">{actions}</div>}
    </header>
  );
}

export function Stat({
  label,
  children,
  note,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly note?: string | undefined;
}) {
  return (
    <div className="stat">
      <dt>{label}</dt>
      <dd>
        {children}
        {note !== undefined && <small className="muted">{note}</small>}
      </dd>
    </div>
  );
}
