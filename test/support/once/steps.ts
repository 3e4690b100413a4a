/** Where in a delivery the bot is killed. */
export const STEPS = [
  'before the claim',
  'after the claim',
  'after it is written down, before the post',
  'after the post, before its answer arrives',
  'after the post, before the mark',
  'during the mark',
] as const;

export type Step = (typeof STEPS)[number];
