import { z } from 'zod';

/** A sentence as a model gives it, before anything of it is believed. */
export const Claim = z.object({
  text: z.string().trim().min(1).max(600),
  /** The numbers of the passages it rests on. */
  passages: z.array(z.int()).min(1).max(4),
  /** From each of these passages, the words that say it. */
  quotes: z.array(z.string().max(1500)).min(1).max(6),
  /** Which part of a summary it is. */
  part: z.enum(['tldr', 'problem', 'idea', 'results']).optional(),
});
export type Claim = z.infer<typeof Claim>;
