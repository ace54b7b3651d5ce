const LOOK: Readonly<Record<string, readonly [glyph: string, className: string]>> = {
  complete: ['✓', 'good'],
  failed: ['✕', 'bad'],
  died: ['✕', 'bad'],
  interrupted: ['‖', 'warn'],
  running: ['…', 'muted'],
};

/** How a run ended: sign, word and colour. */
export function Outcome({ status }: { readonly status: string }) {
  const [glyph, className] = LOOK[status] ?? ['·', 'muted'];
  return (
    <span className={className}>
      <span aria-hidden="true">{glyph}</span> {status}
    </span>
  );
}
