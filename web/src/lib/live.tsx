import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { LiveState } from '../../../src/app/server/schema/runs.js';
import { tokenHeader } from './token.js';

interface Live {
  readonly state: LiveState | null;
  readonly connected: boolean;
}

const LiveContext = createContext<Live>({ state: null, connected: false });

export const useLive = (): Live => useContext(LiveContext);

const RETRY_MS = 1000;

/** Reads the event stream with fetch rather than EventSource, which cannot send the token. */
async function listen(signal: AbortSignal, take: (state: LiveState) => void): Promise<void> {
  const response = await fetch('/api/events', { signal, headers: tokenHeader() });
  if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const data = message.split('\n').filter((line) => line.startsWith('data:'));
      if (data.length > 0) take(JSON.parse(data.map((line) => line.slice(5)).join('\n')) as LiveState);
    }
  }
}

/** Keeps the live state, and asks again for what is shown whenever the warehouse has changed and can be read. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>({ state: null, connected: false });
  useEffect(() => {
    const stop = new AbortController();
    let seen: string | null = null;
    const take = (state: LiveState) => {
      setLive({ state, connected: true });
      if (state.writer !== null) return;
      if (seen !== null && seen !== state.signature) void client.invalidateQueries();
      seen = state.signature;
    };
    const run = async () => {
      while (!stop.signal.aborted) {
        await listen(stop.signal, take).catch(() => undefined);
        setLive((before) => ({ ...before, connected: false }));
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    };
    void run();
    return () => stop.abort();
  }, [client]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
