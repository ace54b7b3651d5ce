import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate } from '../lib/router.js';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly to: string; readonly replace?: boolean };

/** A real link (open in a new tab, copy), followed without loading the page again. */
export function Link({ to, replace, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    navigate(to, { replace: replace === true });
  };
  return <a href={to} onClick={follow} {...rest} />;
}
