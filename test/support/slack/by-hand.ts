import { WebSocket } from 'ws';
import { type Fields, fieldsOf, parseJson } from './json.ts';
import type { Slack } from './slack.ts';

/** Calls a method with JSON; with the bot's token unless another is given. */
export async function call(
  slack: Slack,
  method: string,
  args: Record<string, unknown>,
  token = slack.botToken,
): Promise<Fields> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers,
    body: JSON.stringify(args),
  });
  return fieldsOf(await response.json());
}

/** Opens a socket without Bolt; `answer` says what to send for each envelope. Gives the envelopes as they come. */
export async function openSocket(slack: Slack, answer: (envelope: Fields) => unknown[]): Promise<Fields[]> {
  const { url } = await call(slack, 'apps.connections.open', {}, slack.appToken);
  const envelopes: Fields[] = [];
  const socket = new WebSocket(String(url));
  socket.on('message', (data) => {
    const message = fieldsOf(parseJson(String(data)));
    if (message.envelope_id === undefined) return;
    envelopes.push(message);
    for (const sent of answer(message)) socket.send(typeof sent === 'string' ? sent : JSON.stringify(sent));
  });
  await slack.until('a socket', () => slack.socket.count() > 0);
  return envelopes;
}

/** Acknowledges an envelope and no more. */
export const acknowledge = ({ envelope_id }: Fields) => [{ envelope_id }];
