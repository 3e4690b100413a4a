import type { State } from './state.ts';

/** Waits until `probe` gives something; looks again at every change. Rejects after `timeout` ms, telling what happened meanwhile. */
export function until<Found>(
  state: State,
  what: string,
  probe: () => Found | undefined | false,
  timeout: number,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const found = probe();
      if (found === undefined || found === false) return false;
      stop();
      resolve(found);
      return true;
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`no ${what} within ${timeout} ms\n${story(state)}`));
    }, timeout);
    const stop = (): void => {
      clearTimeout(timer);
      state.listeners.delete(look);
    };
    state.listeners.add(look);
    look();
  });
}

/** Waits until nothing has changed, and nothing was under way, for `span` ms: the only way to see that nothing more comes. */
export function quiet(state: State, underWay: () => number, span: number): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(check, span);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(check, span);
    };
    function check(): void {
      if (underWay() > 0) {
        again();
        return;
      }
      state.listeners.delete(again);
      resolve();
    }
    state.listeners.add(again);
  });
}

/** The last calls and all violations, for the message of a failed wait. */
export function story(state: State): string {
  const calls = state.calls
    .slice(-8)
    .map(({ method, response }) => `  ${method} -> ${JSON.stringify(response)?.slice(0, 160)}`);
  return [
    'last calls:',
    ...calls,
    'violations:',
    ...state.violations.map((violation) => `  ${violation}`),
  ].join('\n');
}
