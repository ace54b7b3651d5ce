import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'nba-props-theme';
const CHANGED = 'nba-props:theme';
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const dark = matchMedia('(prefers-color-scheme: dark)');

function choice(): ThemeChoice {
  return CHOICES.find((c) => c === localStorage.getItem(KEY)) ?? 'system';
}

/** Writes the theme on the document, where the style sheets find it. */
export function applyTheme(): void {
  const chosen = choice();
  document.documentElement.dataset.theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  dispatchEvent(new Event(CHANGED));
}

dark.addEventListener('change', applyTheme);

function subscribe(listener: () => void): () => void {
  addEventListener(CHANGED, listener);
  return () => removeEventListener(CHANGED, listener);
}

export function useTheme(): { choice: ThemeChoice; shown: string; next: () => void } {
  const shown = useSyncExternalStore(
    subscribe,
    () => `${choice()}:${document.documentElement.dataset.theme ?? 'light'}`,
  );
  const [chosen = 'system', theme = 'light'] = shown.split(':') as [ThemeChoice, string];
  const next = () => {
    localStorage.setItem(KEY, CHOICES[(CHOICES.indexOf(chosen) + 1) % CHOICES.length] ?? 'system');
    applyTheme();
  };
  return { choice: chosen, shown: theme, next };
}
