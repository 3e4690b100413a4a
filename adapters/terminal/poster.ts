import type { Poster } from '../../src/daily/poster.ts';
import type { Reply } from '../../src/reply.ts';

/** Deliveries at work. */
export interface Running {
  stop(): Promise<void>;
}

/**
 * Posts into the prompt. What is shown there goes with the window, so there is nowhere to look for what an earlier try
 * showed, and what it may have shown is not shown again.
 */
export function createPoster(show: (reply: Reply) => Promise<void>): Poster {
  return {
    prefix: 'terminal:',
    async post({ key, reply, since }, stillMine) {
      if (since !== undefined) return { kind: 'unknown' };
      if (!(await stillMine())) return { kind: 'unknown' };
      await show(reply);
      return { kind: 'posted', message: key };
    },
    tell: (_person, reply) => show(reply),
  };
}
