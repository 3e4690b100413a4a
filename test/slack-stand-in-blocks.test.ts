import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAppSettings, wideManifest } from './support/slack/app.ts';
import { blockComplaints, viewComplaints } from './support/slack/block-checks.ts';
import { addTeam } from './support/slack/directory.ts';
import type { Fields } from './support/slack/json.ts';
import { pingsIn, previewsIn } from './support/slack/pings.ts';
import { createState } from './support/slack/state.ts';
import { toWire } from './support/slack/typing.ts';

// Which blocks and texts Slack takes and what they do, one row each.

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (more: Fields = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: Fields[]) => ({ type: 'actions', elements });
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: plain(`${index}`), value: `${index}` }));
const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const x = (count: number) => 'x'.repeat(count);

function workspace() {
  const state = createState({ now: () => 0, app: toAppSettings(wideManifest), emit: () => undefined });
  return { state, team: addTeam(state, 'Readers').id };
}

const WRONG_BLOCKS: readonly (readonly [complaint: string, block: Fields])[] = [
  ['unsupported type: video', { type: 'video' }],
  ['missing required field: type', { text: plain('x') }],
  ['missing required field: text', { type: 'section' }],
  ['must be less than 151 characters', { type: 'header', text: plain(x(151)) }],
  ['must be a valid enum value', { type: 'header', text: mrkdwn('x') }],
  ['must be more than 0 characters', section('')],
  ['must be less than 3001 characters', section(x(3001))],
  ['must be less than 2001 characters', { type: 'section', fields: [plain(x(2001))] }],
  ['no more than 10 items allowed', { type: 'section', fields: many(11, plain('x')) }],
  ['no more than 10 items allowed', { type: 'context', elements: many(11, plain('x')) }],
  ['no fewer than 1 items allowed', actions()],
  ['no more than 25 items allowed', actions(...many(26, button()))],
  ['must be less than 256 characters', { ...section('x'), block_id: x(256) }],
  ['must be less than 256 characters', actions(button({ action_id: x(256) }))],
  ['must be less than 2001 characters', actions(button({ value: x(2001) }))],
  ['must be less than 3001 characters', actions(button({ url: `https://${x(3000)}` }))],
  ['must be a valid URL', actions(button({ url: 'javascript:alert(1)' }))],
  ['invalid additional property: colour', actions(button({ colour: 'red' }))],
  ['must be a valid enum value', actions(button({ style: 'warning' }))],
  ['already exists in this block', actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
  ['must be less than 301 characters', actions(button({ confirm: { text: plain(x(301)) } }))],
  ['no more than 5 items allowed', actions({ type: 'overflow', options: options(6) })],
  ['no more than 100 items allowed', actions({ type: 'static_select', options: options(101) })],
  ['must define either', actions({ type: 'static_select' })],
  [
    'initial option is not among',
    actions({ type: 'static_select', options: options(1), initial_option: options(2)[1] }),
  ],
  ['no more than 10 items allowed', actions({ type: 'radio_buttons', options: options(11) })],
  [
    'must be less than 151 characters',
    actions({ type: 'overflow', options: [{ text: plain('x'), value: x(151) }] }),
  ],
  ['must be less than 12001 characters', { type: 'markdown', text: x(12_001) }],
  ['must be less than 2001 characters', { type: 'image', image_url: 'https://x.org/x', alt_text: x(2001) }],
];

describe('Block Kit', () => {
  it.each(WRONG_BLOCKS)('says "%s"', (complaint, block) => {
    expect(blockComplaints([block], 'message')).toEqual([expect.stringContaining(complaint)]);
  });

  it.each([
    [
      'two blocks of one id',
      [
        { ...section('x'), block_id: 'b' },
        { ...section('y'), block_id: 'b' },
      ],
      'message',
    ],
    ['two tables', many(2, { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }), 'message'],
    ['markdown in a modal', [{ type: 'markdown', text: 'x' }], 'modal'],
    ['101 blocks on a Home tab', many(101, { type: 'divider' }), 'home'],
  ] as const)('refuses %s', (_what, blocks, surface) => {
    expect(blockComplaints(blocks, surface)).toHaveLength(1);
  });

  it('wants a submit button where a modal has inputs, and short titles', () => {
    const input = { type: 'input', label: plain('Words'), element: { type: 'plain_text_input' } };
    expect(viewComplaints({ type: 'modal', title: plain(x(25)), blocks: [input] })).toEqual([
      expect.stringContaining('must be less than 25 characters'),
      expect.stringContaining('missing required field: submit'),
    ]);
  });

  it('never throws, whatever it is given', () => {
    const anything = fc.array(
      fc.oneof(
        fc.jsonValue(),
        fc.record({
          type: fc.constantFrom('section', 'actions', 'table'),
          elements: fc.jsonValue(),
          text: fc.jsonValue(),
        }),
      ),
    );
    fc.assert(fc.property(anything, (blocks) => void blockComplaints(blocks, 'message')));
    expect(blockComplaints(many(10_000, section(x(100))), 'message')).toHaveLength(1);
  });
});

describe('text', () => {
  const { state, team } = workspace();

  it('reaches the app with nothing in it that a person could have forged', () => {
    const free = fc.string({ unit: 'binary' }).map((typed) => toWire(state, team, typed));
    fc.assert(fc.property(free, (wire) => !/<(?!https?:|@U|#[CDG])/.test(wire)));
  });

  it.each([
    ['<!channel> and <@U0123ABC>', ['<!channel>', '<@U0123ABC>']],
    ['&lt;!channel&gt; @here <https://x.org|x> <!date^1^x|x>', []],
    ['<!subteam^S0123|readers> <!here|here>', ['<!subteam^S0123>', '<!here>']],
  ])('%s notifies %j', (text, pings) => {
    expect(pingsIn({ text })).toEqual(pings);
    expect(pingsIn({ text: 'x', blocks: [section(text)] })).toEqual(pings);
    expect(pingsIn({ text: 'x', blocks: [{ type: 'section', text: plain(text) }] })).toEqual([]);
  });

  it.each([
    ['pages only where asked', { unfurl_links: true }, ['https://x.org/a', 'https://x.org/b.png']],
    ['media unless told not to', {}, ['https://x.org/b.png']],
    ['nothing where both are off', { unfurl_links: false, unfurl_media: false }, []],
  ])('is previewed: %s', (_what, flags, previews) => {
    expect(previewsIn({ text: '<https://x.org/a|a> <https://x.org/b.png>', ...flags })).toEqual(previews);
  });
});
