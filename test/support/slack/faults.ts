import type { ServerResponse } from 'node:http';
import type { Fields } from './json.ts';
import { sendJson } from './requests.ts';

/**
 * What goes wrong with a request, before Slack does anything with it: an error that Slack answers (`channel_not_found`), too
 * many requests (seconds to wait), a server error, no answer until the stand-in stops, or a connection cut. `lost`: Slack does
 * what it was asked, and the connection is cut before it can say so.
 */
export type Fault =
  | { error: string; more?: Fields }
  | { retryAfter: number }
  | { status: number }
  | 'hang'
  | 'cut'
  | 'lost';

interface Planned {
  /** A Web API method, `response_url`, or `*` for every request. */
  method: string;
  fault: Fault;
  left: number;
}

export interface Faults {
  /** Lets the next `times` requests of a method fail (once, where it is not given). */
  next(method: string, fault: Fault, times?: number): void;
  /** Lets every request of a method fail until `clear`. */
  always(method: string, fault: Fault): void;
  clear(): void;
  /** The fault of this request, used up. */
  take(method: string): Fault | undefined;
}

export function createFaults(): Faults {
  let planned: Planned[] = [];
  return {
    next: (method, fault, times = 1) => void planned.push({ method, fault, left: times }),
    always: (method, fault) => void planned.push({ method, fault, left: Number.POSITIVE_INFINITY }),
    clear: () => {
      planned = [];
    },
    take: (method) => {
      const first = planned.find((plan) => plan.left > 0 && (plan.method === method || plan.method === '*'));
      if (first) first.left -= 1;
      return first?.fault;
    },
  };
}

/** Lets a request fail; gives what was answered, for the record. */
export function answerFault(fault: Exclude<Fault, 'lost'>, response: ServerResponse): Fields {
  if (fault === 'hang') return { hang: true };
  if (fault === 'cut') {
    response.destroy();
    return { cut: true };
  }
  if ('error' in fault) {
    const body = { ok: false, error: fault.error, ...fault.more };
    sendJson(response, body);
    return body;
  }
  if ('retryAfter' in fault) {
    const body = { ok: false, error: 'ratelimited' };
    sendJson(response, body, 429, { 'retry-after': String(fault.retryAfter) });
    return body;
  }
  response.writeHead(fault.status, { 'content-type': 'text/plain' }).end('upstream trouble');
  return { status: fault.status };
}
