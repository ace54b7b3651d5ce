import { useAnswer } from '../../lib/api.js';
import { decimals, sentence, signed, stored } from '../../lib/format.js';
import { Answer } from '../../parts/notice.js';

/** The five factors of a game with the inputs stored beside them. */
export function Factors({ player, game }: { readonly player: number; readonly game: string }) {
  const factors = useAnswer('factors', { player, game });
  if (factors.error?.code === 'NOT_FOUND') return <p className="muted pad">{factors.error.message}</p>;
  return (
    <Answer of={factors} what="factors">
      {(data) => (
        <div className="factors">
          {data.factors.map((factor) => (
            <details key={factor.name}>
              <summary>
                {sentence(factor.name)}{' '}
                <strong className="num">
                  {factor.signed ? signed(factor.value, 2) : decimals(factor.value, factor.integer ? 0 : 2)}
                </strong>
              </summary>
              <p className="muted">{factor.meaning}</p>
              {factor.formula !== null && <p className="muted">{factor.formula}</p>}
              <dl className="inputs">
                {Object.entries(factor.inputs).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name.replaceAll('_', ' ')}</dt>
                    <dd className="num">{stored(value)}</dd>
                  </div>
                ))}
              </dl>
            </details>
          ))}
          {data.gamesMissing.length > 0 && (
            <p className="warn">
              Games of its windows that are not in the data: <span className="mono">{data.gamesMissing.join(' ')}</span>
            </p>
          )}
        </div>
      )}
    </Answer>
  );
}
