import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { Delivery, DeliveryOptions, Outcome, Signing, Transport } from './delivery.ts';
import { type Fields, isFields, parseJson } from './json.ts';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Sends a body to the app and reads its answer; rejects when none comes in time. Each on a connection of its own. */
export function send(
  url: string,
  message: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
  timeout: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout);
    const sending = request(
      url,
      { method: message.method, headers: message.headers, agent: false, signal },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    );
    sending.on('error', reject);
    sending.end(message.body);
  });
}

/** The headers by which an app knows a request for Slack's. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureHeaders(secret: string, body: string, signing?: Signing): Record<string, string> {
  if (signing === 'missing') return {};
  const age = signing === 'too old' ? 600 : 0;
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const key = signing === 'wrong secret' ? `not ${secret}` : secret;
  const hash = createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

/** The body of a request and its type: events are JSON, commands a form, interactions JSON inside a form. */
function encode({ kind, payload }: Delivery): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const form = new URLSearchParams(
    Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]),
  );
  return { body: form.toString(), type: 'application/x-www-form-urlencoded' };
}

/** Slack's side of HTTP delivery: signed requests to one address, acknowledged by 200. https://docs.slack.dev/apis/events-api/using-http-request-urls */
export function createHttpDelivery(url: string, secret: string, ackWindow: number): Transport {
  async function deliverOnce(delivery: Delivery, options: DeliveryOptions): Promise<Outcome> {
    const { body, type } = encode(delivery);
    const { retry } = delivery;
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signatureHeaders(secret, body, options.signing),
      ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
    };
    try {
      const answer = await send(url, { method: 'POST', headers, body }, ackWindow);
      if (answer.status !== 200) {
        const mayRetry = answer.headers['x-slack-no-retry'] !== '1';
        return { ok: false, reason: 'http_error', status: answer.status, mayRetry };
      }
      return { ok: true, payload: readAnswer(answer.body), status: answer.status };
    } catch (error) {
      const isLate = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
      return { ok: false, reason: isLate ? 'http_timeout' : 'connection_failed' };
    }
  }
  return async (delivery, options) => [await deliverOnce(delivery, options)];
}

/** An acknowledgement's answer: an object, or plain text that stands for a message of that text. */
function readAnswer(body: string): Fields | undefined {
  if (body === '') return undefined;
  const parsed = parseJson(body);
  return isFields(parsed) ? parsed : { text: body };
}

/** Proves that an address is the app's, as Slack does when it is entered. Rejects where the challenge does not come back. */
export async function verifyUrl(
  url: string,
  secret: string,
  token: string,
  ackWindow: number,
): Promise<void> {
  const challenge = createHmac('sha256', secret).update(url).digest('hex');
  const body = JSON.stringify({ token, challenge, type: 'url_verification' });
  const headers = { 'content-type': 'application/json', ...signatureHeaders(secret, body) };
  const answer = await send(url, { method: 'POST', headers, body }, ackWindow);
  const echoed = parseJson(answer.body);
  if (answer.status !== 200 || (isFields(echoed) ? echoed.challenge : answer.body) !== challenge) {
    throw new Error("Your URL didn't respond with the value of the challenge parameter.");
  }
}
