/** What goes wrong with a request, though the bot did nothing wrong. */
export type Fault =
  /** 429; `retryAfter` in seconds, as Discord sends it. */
  | { kind: 'rate limit'; retryAfter: number; global?: true }
  | { kind: 'status'; status: 500 | 502 | 503 | 504 }
  /** Never answered, until `stop`. */
  | { kind: 'hang' }
  /** The connection breaks before anything was done. */
  | { kind: 'drop' }
  /** It was done, but the connection breaks before the answer: a careless sender does it twice. */
  | { kind: 'lose answer' };

/** Which requests: a method, and a part of the path after `/api/v10`. */
export interface Target {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: RegExp;
}

export interface Faults {
  /** The next `times` requests that match fare so; once where left out. Faults of one target queue up. */
  add(target: Target, fault: Fault, times?: number): void;
  /** The fault that this request meets, which is thereby used up. */
  take(method: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  const planned: { target: Target; fault: Fault; left: number }[] = [];
  return {
    add: (target, fault, times = 1) => {
      planned.push({ target, fault, left: times });
    },
    take: (method, path) => {
      const next = planned.find(
        ({ target, left }) => left > 0 && (target.method ?? method) === method && target.path.test(path),
      );
      if (!next) return undefined;
      next.left -= 1;
      return next.fault;
    },
  };
}
