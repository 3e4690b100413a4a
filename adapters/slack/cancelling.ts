/** Answers under way that the asker can cancel. */
export interface Cancelling {
  /** `key` names the answer in its button, and `person` who may press it. */
  begin(key: string, person: string): { signal: AbortSignal; end(): void };
  /** `over`: it has been answered, or was asked before the bot was started. */
  cancel(key: string, person: string): 'cancelled' | 'not-theirs' | 'over';
}

export function createCancelling(): Cancelling {
  const underWay = new Map<string, { person: string; controller: AbortController }>();
  return {
    begin(key, person) {
      const controller = new AbortController();
      underWay.set(key, { person, controller });
      return { signal: controller.signal, end: () => void underWay.delete(key) };
    },
    cancel(key, person) {
      const found = underWay.get(key);
      if (!found) return 'over';
      if (found.person !== person) return 'not-theirs';
      found.controller.abort();
      return 'cancelled';
    },
  };
}
