/** Slack's limits that its types do not state, each with the page that does. Block and element limits are in BLOCK_LIMITS. */
export const LIMITS = {
  /** Blocks in one message. https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  /** Blocks in one modal or Home tab. https://docs.slack.dev/reference/block-kit/blocks */
  viewBlocks: 100,
  /** Characters of all blocks of a message together; undocumented. https://github.com/slackapi/bolt-js/issues/2509 */
  messageBlockCharacters: 13_200,
  /** Characters of all markdown blocks of a message. https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
  markdownCharacters: 12_000,
  /** Characters of a message's text. https://docs.slack.dev/reference/methods/chat.postMessage */
  messageText: 40_000,
  /** Characters of an updated message's text. https://docs.slack.dev/reference/methods/chat.update */
  updatedText: 4_000,
  /** Attachments of one message. https://docs.slack.dev/reference/methods/chat.postMessage */
  attachments: 100,
  /** Bytes of one view as JSON. https://docs.slack.dev/reference/methods/views.open */
  viewBytes: 250_000,
  /** Modals over each other, the first included. https://docs.slack.dev/surfaces/modals */
  viewStack: 3,
  /** How often a response_url may be used. https://docs.slack.dev/interactivity/handling-user-interaction */
  responseUrlUses: 5,
  /** Milliseconds that a response_url lives. https://docs.slack.dev/interactivity/handling-user-interaction */
  responseUrlLife: 30 * 60_000,
  /** Milliseconds that a trigger_id lives. https://docs.slack.dev/interactivity/handling-user-interaction */
  triggerLife: 3_000,
  /** Milliseconds in which a delivery must be acknowledged. https://docs.slack.dev/apis/events-api */
  acknowledgement: 3_000,
  /** Milliseconds before the first, second and third retry of an event. https://docs.slack.dev/apis/events-api */
  eventRetries: [0, 60_000, 300_000],
  /** Sockets of one app. https://docs.slack.dev/apis/events-api/using-socket-mode */
  sockets: 10,
  /** Milliseconds that an OAuth code lives. https://docs.slack.dev/authentication/installing-with-oauth */
  oauthCodeLife: 10 * 60_000,
} as const;

export type Surface = 'message' | 'modal' | 'home';

/** Which blocks stand where. https://docs.slack.dev/reference/block-kit/blocks */
export const SURFACE_BLOCKS: Readonly<Record<Surface, ReadonlySet<string>>> = {
  message: new Set([
    ...['actions', 'alert', 'card', 'carousel', 'context', 'context_actions', 'divider', 'header', 'image'],
    ...['input', 'markdown', 'rich_text', 'section', 'table'],
  ]),
  modal: new Set([
    'actions',
    'alert',
    'context',
    'divider',
    'header',
    'image',
    'input',
    'rich_text',
    'section',
  ]),
  home: new Set(['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section']),
};

interface BlockLimit {
  type: string;
  property: string;
  /** Least and most characters or items. */
  min?: number;
  max?: number;
  see: string;
}

const ELEMENTS = 'https://docs.slack.dev/reference/block-kit/block-elements';
const BLOCKS = 'https://docs.slack.dev/reference/block-kit/blocks';

/** Limits of blocks and elements that the comments of @slack/types leave out. */
export const BLOCK_LIMITS: readonly BlockLimit[] = [
  { type: 'actions', property: 'elements', min: 1, see: `${BLOCKS}/actions-block` },
  { type: 'context', property: 'elements', min: 1, see: `${BLOCKS}/context-block` },
  { type: 'context_actions', property: 'elements', min: 1, see: `${BLOCKS}/context-actions-block` },
  { type: 'section', property: 'fields', min: 1, see: `${BLOCKS}/section-block` },
  { type: 'markdown', property: 'text', min: 1, see: `${BLOCKS}/markdown-block` },
  { type: 'table', property: 'rows', min: 1, see: `${BLOCKS}/table-block` },
  { type: 'image', property: 'image_url', min: 1, max: 3000, see: `${BLOCKS}/image-block` },
  { type: 'image', property: 'alt_text', min: 1, max: 2000, see: `${BLOCKS}/image-block` },
  { type: 'overflow', property: 'options', min: 1, max: 5, see: `${ELEMENTS}/overflow-menu-element` },
  { type: 'checkboxes', property: 'options', min: 1, max: 10, see: `${ELEMENTS}/checkboxes-element` },
  {
    type: 'radio_buttons',
    property: 'options',
    min: 1,
    max: 10,
    see: `${ELEMENTS}/radio-button-group-element`,
  },
  { type: 'static_select', property: 'options', min: 1, max: 100, see: `${ELEMENTS}/select-menu-element` },
  {
    type: 'plain_text_input',
    property: 'initial_value',
    max: 3000,
    see: `${ELEMENTS}/plain-text-input-element`,
  },
];
