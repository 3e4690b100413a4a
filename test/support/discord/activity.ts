/** Lets a test wait for a fact without sleeping: each change of the stand-in looks again. */
export interface Activity {
  /** Something changed: look again at everything that is waited for. */
  notify(): void;
  /**
   * Resolves with what `look` gives as soon as that is neither undefined nor false.
   *
   * @throws {Error} naming `what` where that takes longer than the patience of a test.
   */
  until<Found>(look: () => Found | undefined | false, what: string | (() => string)): Promise<Found>;
}

/** The bot's own facts change without the stand-in hearing of it, so they are looked at this often, in milliseconds. */
const GLANCE = 5;

/** `patience` in milliseconds of real time: it only ends a wait that would hang. */
export function createActivity(patience: number): Activity {
  const waiting = new Set<() => void>();
  return {
    notify: () => {
      for (const look of [...waiting]) look();
    },
    until: (look, what) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          clearTimeout(deadline);
          clearInterval(glances);
          waiting.delete(check);
        };
        const check = () => {
          const found = look();
          if (found === undefined || found === false) return;
          finish();
          resolve(found);
        };
        const deadline = setTimeout(() => {
          finish();
          reject(new Error(`Waited ${patience} ms in vain for ${typeof what === 'string' ? what : what()}`));
        }, patience);
        const glances = setInterval(check, GLANCE);
        waiting.add(check);
        check();
      }),
  };
}
