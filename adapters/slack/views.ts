import type { types } from '@slack/bolt';
import { toPlain } from '../../src/reply.ts';
import { shorten } from '../../src/text/shorten.ts';
import { toVisible } from '../../src/text/visible.ts';
import type { Words } from '../../src/words/words.ts';
import { plainText } from './elements.ts';
import { limits } from './limits.ts';
import type { Rendered } from './render.ts';
import { toParagraph } from './rich-text.ts';

/** The modal in which people search, and the input they type into, there and on the Home tab. */
export const SEARCH_VIEW = 'search';
export const SEARCH_INPUT = 'query';

function input(words: Words, more: Partial<types.InputBlock>): types.InputBlock {
  return {
    type: 'input',
    block_id: SEARCH_INPUT,
    label: plainText(words.whatToSearch),
    element: {
      type: 'plain_text_input',
      action_id: SEARCH_INPUT,
      max_length: 1_000,
      placeholder: plainText(words.searchExamples),
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    },
    ...more,
  };
}

const heading = (text: string) => plainText(shorten(text, limits.viewTitle));

/** The form of the global shortcut. */
export function toSearchView(words: Words): types.ModalView {
  return {
    type: 'modal',
    callback_id: SEARCH_VIEW,
    title: heading(words.searchPapers),
    submit: heading(words.searchPapers),
    close: heading(words.close),
    blocks: [input(words, {})],
  };
}

/** An answer in a modal. */
export function toAnswerView({ blocks }: Rendered, words: Words): types.ModalView {
  return { type: 'modal', title: heading(words.searchPapers), close: heading(words.close), blocks };
}

/** Shown while an answer takes its time. */
export function toWaitingView(words: Words): types.ModalView {
  return toAnswerView({ text: '', blocks: toParagraph(words.oneMoment) }, words);
}

/** The Home tab: a box to search in, today's papers, and how to ask. */
export function toHomeView({ blocks }: Rendered, words: Words): types.HomeView {
  const box = input(words, { dispatch_action: true, label: plainText(words.searchPapers) });
  return {
    type: 'home',
    blocks: [box, { type: 'divider' }, ...blocks, { type: 'divider' }, ...toParagraph(words.waysToAsk)],
  };
}

/** What stands under an input that could not be answered. */
export function toInputError(message: Parameters<typeof toPlain>[0], words: Words): string {
  return shorten(toVisible(toPlain(message)), limits.inputError) || words.nothingToShow;
}
