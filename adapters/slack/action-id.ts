/**
 * A button carries the line it runs in its `value`, and in its `action_id` what happens to the message, with a number
 * that makes it unique there:
 *
 *     action_id = ( "answer" anew | "replace" the message | "share" with everyone | "open" an address
 *                 | "cancel" the answer that the `value` names instead of a line ) ":" number
 */
const actions = ['answer', 'replace', 'share', 'cancel'] as const;

export type Action = (typeof actions)[number];

export const toActionId = (action: Action | 'open', number: number): string => `${action}:${number}`;

/** What a press means; undefined where nothing is left to do, or the button is none of ours. */
export function fromActionId(actionId: string): Action | undefined {
  const [name] = /^[a-z]+(?=:\d+$)/.exec(actionId) ?? [];
  return actions.find((action) => action === name);
}

/** Slack tells us of opened links, too. */
export const isOpened = (actionId: string): boolean => actionId.startsWith('open:');
