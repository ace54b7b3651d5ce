import { plural } from '../../lib/format.js';

/** The result of a check: sign, words and colour. */
export function Verdict({ findings }: { readonly findings: number }) {
  return findings === 0 ? (
    <strong className="good">
      <span aria-hidden="true">✓</span> clean
    </strong>
  ) : (
    <strong className="bad">
      <span aria-hidden="true">✕</span> {plural(findings, 'finding')}
    </strong>
  );
}
