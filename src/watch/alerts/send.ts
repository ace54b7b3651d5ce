import { spawn } from 'node:child_process';
import { saidBy } from '../../errors.js';
import type { Message } from './alerts.js';

/** Where messages go; both may be set. */
export interface Channels {
  /** A command of the shell: it gets the message as JSON on its standard input, and its text in NBA_PROPS_ALERT_TEXT. */
  readonly command: string | null;
  /** An address that gets the message as a JSON document by POST; "text" is what chat services show. */
  readonly webhook: string | null;
}

export const hasChannel = ({ command, webhook }: Channels): boolean => command !== null || webhook !== null;

const TIMEOUT_MS = 10_000;

/** Delivers one message by every channel; what went wrong, or NULL. */
export async function send(
  message: Message,
  { command, webhook }: Channels,
  signal: AbortSignal,
): Promise<string | null> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    if (command !== null) await run(command, message, within);
    if (webhook !== null) await post(webhook, message, within);
    return null;
  } catch (error) {
    return saidBy(error);
  }
}

function run(command: string, message: Message, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const env = { ...process.env, NBA_PROPS_ALERT_KIND: message.kind, NBA_PROPS_ALERT_TEXT: message.text };
    const child = spawn(command, { shell: true, env, signal, stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said = (said + String(data)).slice(0, 300);
    });
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done();
      else fail(new Error(`the alert command ended with ${code}${said === '' ? '' : `: ${said.trim()}`}`));
    });
    // The command need not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${JSON.stringify(message)}\n`);
  });
}

async function post(webhook: string, message: Message, signal: AbortSignal): Promise<void> {
  const answer = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal,
  });
  if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
}
