import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromActionId } from '../../adapters/slack/action-id.ts';
import { type RenderOptions, render } from '../../adapters/slack/render.ts';
import { toAnswerView, toHomeView, toSearchView, toWaitingView } from '../../adapters/slack/views.ts';
import { toCard } from '../../src/cards.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { Button, Card, Reply, Span } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { HOSTILE, replies, showcase } from '../support/showcase.ts';
import { attachmentComplaints, blockComplaints, viewComplaints } from '../support/slack/block-checks.ts';
import { isFields, walk } from '../support/slack/json.ts';
import { LIMITS } from '../support/slack/limits.ts';
import { pingsIn } from '../support/slack/pings.ts';

const words = wordsFor('en');
const options: RenderOptions = { commands: showcase, words };

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constant(HOSTILE),
  fc.constant('word '.repeat(900)),
);
const url = fc.oneof(
  fc.webUrl(),
  fc.constant('javascript:alert(1)'),
  fc.constant(`https://example.org/${'|>'.repeat(200)}`),
  fc.constant(`https://example.org/${'&'.repeat(1_900)}`),
);
const style = fc.constantFrom('bold', 'italic', 'code', 'mark');
const span: fc.Arbitrary<Span> = fc.oneof(text, fc.record({ text, style, url }, { requiredKeys: ['text'] }));
const richText = fc.oneof(text, fc.array(span, { maxLength: 14 }));
const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ label: text, open: url }),
  text.map((said) => ({ label: said, run: { command: 'hello', options: { words: said } } })),
);
const buttons = fc.array(button, { maxLength: 30 });
const card: fc.Arbitrary<Card> = fc.record(
  {
    title: richText,
    url,
    byline: richText,
    body: richText,
    fields: fc.array(fc.record({ label: text, value: richText })),
    buttons,
    row: buttons,
  },
  { requiredKeys: ['title'] },
);
const reply: fc.Arbitrary<Reply> = fc.record(
  {
    title: richText,
    text: richText,
    cards: fc.array(card, { maxLength: 25 }),
    code: fc.record({ language: text, text }),
    note: richText,
    buttons,
  },
  { requiredKeys: [] },
);

/** Everything that Slack would say against it, wherever it is shown. */
function complaints(given: Reply, lang: 'en' | 'ru' | 'zh'): string[] {
  const spoken = { ...options, words: wordsFor(lang), share: 'hello' };
  const message = render(given, spoken);
  const preview = render(given, { ...spoken, preview: true });
  const shown = [...walk(message.blocks, '')].reduce(
    (sum, { node }) => sum + (typeof node.text === 'string' ? node.text.length : 0),
    0,
  );
  return [
    ...blockComplaints(message.blocks, 'message'),
    ...viewComplaints({ ...toAnswerView(message, spoken.words) }),
    ...viewComplaints({ ...toHomeView(message, spoken.words) }),
    ...attachmentComplaints({ blocks: preview.blocks, fallback: preview.text }, '/preview'),
    ...(shown > LIMITS.messageBlockCharacters ? [`${shown} characters`] : []),
    ...(message.text.trim() === '' || message.text.length > LIMITS.updatedText ? ['text'] : []),
    ...pingsIn({ ...message }),
  ];
}

describe('a reply as Block Kit', () => {
  it('is taken by Slack as a message, a modal, a Home tab and a preview, and pings nobody, whatever the reply holds', () => {
    fc.assert(
      fc.property(reply, fc.constantFrom('en' as const, 'ru' as const, 'zh' as const), (given, lang) => {
        expect(complaints(given, lang)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each(Object.keys(replies))('of the kind “%s” is taken', (kind) => {
    expect(complaints(replies[kind] ?? {}, 'en')).toEqual([]);
  });

  it('looks like this for a paper', () => {
    const paper: Paper = {
      id: '2401.04081',
      arxivId: '2401.04081',
      title: 'MoE-Mamba: A*-search & more',
      abstract: 'We suggest.',
      categories: ['cs.LG'],
      upvotes: 36,
      links: [{ kind: 'code', url: 'https://github.com/a/b_c' }],
      lang: 'en',
      foundIn: [{ document: 'a.txt', line: 1 }],
    };
    const body: Span[] = ['we suggest ', { text: 'MoE', style: 'mark' }, ' & *stars* stay'];
    const run = { command: 'hello', options: { words: 'there' } };
    const shown = toCard(paper, words, { body, buttons: [{ label: 'Summary', run }] });
    expect(render({ title: '1 paper', cards: [shown] }, options).blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: '1 paper', style: { bold: true } }] },
        ],
      },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '*<https://arxiv.org/abs/2401.04081|MoE-Mamba: A∗-search &amp; more>*',
          verbatim: true,
        },
        accessory: {
          type: 'button',
          text: { type: 'plain_text', text: 'Summary', emoji: false },
          action_id: 'answer:0',
          value: 'hello there',
        },
      },
      {
        type: 'context',
        elements: [
          { type: 'plain_text', text: 'arXiv 2401.04081 · cs.LG · ▲ 36 ·', emoji: false },
          { type: 'mrkdwn', text: '<https://github.com/a/b_c|code>', verbatim: true },
        ],
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'we suggest ' },
              { type: 'text', text: 'MoE', style: { bold: true } },
              { type: 'text', text: ' & *stars* stay' },
            ],
          },
        ],
      },
    ]);
  });

  it('counts in its note the cards that did not fit', () => {
    const { blocks } = render(replies.many ?? {}, options);
    const cards = blocks.filter((block) => block.type === 'section').length;
    expect(JSON.stringify(blocks)).toContain(`and ${25 - cards} more`);
  });

  it('has room for five picks with a row of four buttons each, whole', () => {
    const said = 'words of the authors '.repeat(40);
    const labels = ['👍 3', '👎', 'Save', 'Summary'];
    const picks = [1, 2, 3, 4, 5].map(
      (number): Card => ({
        title: `Pick ${number}: ${'a long title '.repeat(12)}`,
        url: 'https://arxiv.org/abs/2402.17764',
        byline: 'arXiv 2402.17764 · cs.CL · 27 Feb 2024 · 10 authors · ▲ 47',
        body: said,
        fields: [
          {
            label: 'Why',
            value: 'matches moe · 47 upvotes · like Switch Transformers, which 3 of you liked',
          },
        ],
        row: labels.map((label) => ({
          label,
          run: { command: 'hello', options: { words: `${label} ${number}` } },
        })),
      }),
    );
    const turn: Button = { label: 'More ▶', run: { command: 'page', options: { page: 2 } }, inPlace: true };
    const { blocks } = render(
      { title: 'Sunday', text: said, cards: picks, note: said, buttons: [turn] },
      options,
    );
    const rows = blocks.flatMap((block) => (block.type === 'actions' ? [block.elements.length] : []));
    expect(rows).toEqual([4, 4, 4, 4, 4, 1]);
    expect(JSON.stringify(blocks).match(/which 3 of you liked/g)).toHaveLength(5);
    expect(JSON.stringify(blocks)).not.toContain('"accessory"');
  });

  it('shows a button once that stands in a card’s row, and what else a single card has below', () => {
    const [save, summary, cite] = ['Save', 'Summary', 'Cite'].map(
      (label): Button => ({ label, run: { command: 'hello', options: { words: label } } }),
    );
    if (!save || !summary || !cite) throw new Error('three buttons');
    const card = { title: 'One', row: [save, summary], buttons: [summary, cite] };
    const labels = (cards: Card[]) =>
      render({ cards }, options).blocks.flatMap((block) =>
        block.type === 'actions'
          ? [block.elements.map((each) => (each.type === 'button' ? each.text.text : ''))]
          : [],
      );
    expect(labels([card])).toEqual([['Save', 'Summary'], ['Cite']]);
    expect(labels([card, card])).toEqual([
      ['Save', 'Summary'],
      ['Save', 'Summary'],
    ]);
  });

  it('gives every button an action_id of its own that says what it does, and its line', () => {
    const { blocks } = render(replies.longButton ?? {}, { ...options, share: 'give card' });
    const found = [...walk(blocks, '')].flatMap(({ node }) => (node.type === 'button' ? [node] : []));
    expect(new Set(found.map(({ action_id }) => action_id)).size).toBe(found.length);
    const last = found.at(-1);
    expect(fromActionId(String(last?.action_id))).toBe('share');
    expect(last?.value).toBe('give card');
    expect(found[0]?.value).toBe(`hello ${'y'.repeat(900)}`);
  });

  it('leaves out a button whose line is too long to be carried, or whose address is not safe', () => {
    const { blocks } = render(
      {
        title: 'Buttons',
        buttons: [
          { label: 'long', run: { command: 'hello', options: { words: 'z'.repeat(2_000) } } },
          { label: 'bad', open: 'javascript:alert(1)' },
        ],
      },
      options,
    );
    expect(blocks.some((block) => block.type === 'actions')).toBe(false);
  });

  it('says for screen readers and notifications all that the blocks say', () => {
    const { text: spoken } = render(replies.card ?? {}, options);
    expect(spoken.split('\n')).toEqual([
      'One card',
      'facts · more facts',
      'the marked word',
      'Label: value',
      'a closing note',
    ]);
  });

  it('uses no rich text in a preview, which Slack refuses there', () => {
    const { blocks } = render(replies.card ?? {}, { ...options, preview: true });
    expect(blocks.filter(isFields).map(({ type }) => type)).not.toContain('rich_text');
  });
});

it.each(['en', 'ru', 'zh'] as const)('the forms are taken by Slack in the language “%s”', (lang) => {
  for (const view of [toSearchView(wordsFor(lang)), toWaitingView(wordsFor(lang))])
    expect(viewComplaints({ ...view })).toEqual([]);
});
