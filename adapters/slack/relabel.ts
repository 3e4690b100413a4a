import type { types } from '@slack/bolt';
import type { Command } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import type { Reply } from '../../src/reply.ts';
import { toLabel } from './buttons.ts';

/** The new labels of buttons, by the line they carry. */
export type Labels = ReadonlyMap<string, string>;

export function toLabels(relabel: NonNullable<Reply['relabel']>, commands: readonly Command[]): Labels {
  return new Map(relabel.map(({ run, label }) => [formatLine(run, commands), label]));
}

/** A block of a message as a payload carries it: Slack has added ids to it, and takes it back as it is. */
export type SentBlock = types.KnownBlock;

/** The same blocks, but for the labels of the buttons that carry these lines. */
export function relabelled(blocks: readonly SentBlock[], labels: Labels): SentBlock[] {
  const relabel = <Value>(value: Value): Value => {
    if (!isButton(value)) return value;
    const label = value.value === undefined ? undefined : labels.get(value.value);
    return label === undefined ? value : { ...value, text: toLabel(label) };
  };
  return blocks.map((block): SentBlock => {
    if (block.type === 'actions') return { ...block, elements: block.elements.map(relabel) };
    if (block.type === 'section' && block.accessory) return { ...block, accessory: relabel(block.accessory) };
    return block;
  });
}

function isButton(value: unknown): value is types.Button {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'button';
}

/** Slack shows a press what the message was when it was made; a press nearby may have changed it since. */
const REMEMBERED_FOR = 10_000;
const MOST_REMEMBERED = 500;

/**
 * Remembers for a few seconds what each message was relabelled to, so that two who press at once do not take back each
 * other's labels.
 */
export function createRecentLabels(now: () => number) {
  const kept = new Map<string, { labels: Labels; at: number }>();
  return {
    /** The labels just given to this message, together with these, which count more. */
    with(message: string, labels: Labels): Labels {
      const before = kept.get(message);
      const both = new Map([
        ...(before && now() - before.at < REMEMBERED_FOR ? before.labels : []),
        ...labels,
      ]);
      kept.delete(message);
      kept.set(message, { labels: both, at: now() });
      if (kept.size > MOST_REMEMBERED) kept.delete(kept.keys().next().value ?? message);
      return both;
    },
    /** The message now shows something else. */
    forget: (message: string) => void kept.delete(message),
  };
}
