/** An answer under way that its asker may call off. */
export interface Job {
  /** Of the button that cancels it. */
  customId: string;
  signal: AbortSignal;
  /** Nobody waits for it any more. */
  end(): void;
}

/** The answers under way. They end with the process, so that a cancel button may outlive what it cancels. */
export interface Cancels {
  /** @param id of the interaction or message that is answered */
  begin(id: string, userId: string): Job;
  /** What became of a press; undefined where the `custom_id` is none of these. */
  press(customId: string, userId: string): 'cancelled' | 'not-yours' | 'over' | undefined;
}

const SIGN = '×';

export function createCancels(): Cancels {
  const jobs = new Map<string, { userId: string; controller: AbortController }>();
  return {
    begin(id, userId) {
      const controller = new AbortController();
      jobs.set(id, { userId, controller });
      const end = () => {
        jobs.delete(id);
        controller.abort();
      };
      return { customId: SIGN + id, signal: controller.signal, end };
    },
    press(customId, userId) {
      if (!customId.startsWith(SIGN)) return undefined;
      const job = jobs.get(customId.slice(SIGN.length));
      if (!job) return 'over';
      if (job.userId !== userId) return 'not-yours';
      job.controller.abort();
      return 'cancelled';
    },
  };
}
