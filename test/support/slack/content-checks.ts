import { against, attachmentComplaints, blockComplaints } from './block-checks.ts';
import { type Fields, isFields, textOf, walk } from './json.ts';
import { LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';
import { type State, violate } from './state.ts';

/** Checks what a message says. Throws a Refusal as chat.postMessage does; notes what Slack only advises against. */
export function checkContent(
  state: State,
  content: Fields,
  where: string,
  longestText: number = LIMITS.messageText,
): void {
  const { text, markdown_text: markdown, blocks, attachments, metadata } = content;
  if (!text && !markdown && !hasItems(blocks) && !hasItems(attachments)) throw new Refusal('no_text');
  if (markdown && (text || blocks)) throw new Refusal('markdown_text_conflict');
  if ([...(textOf(text) ?? '')].length > longestText) throw new Refusal('msg_too_long');
  if ([...(textOf(markdown) ?? '')].length > LIMITS.markdownCharacters) throw new Refusal('msg_too_long');
  if (blocks !== undefined) checkBlocks(blocks);
  if (attachments !== undefined) checkAttachments(attachments);
  if (metadata !== undefined && !isEmpty(metadata)) {
    const complaints = against('MessageMetadata', metadata, '/metadata');
    if (complaints.length > 0) throw new Refusal('invalid_metadata_format', complaints);
  }
  if (hasItems(blocks) && !text)
    violate(state, `${where}: blocks without text, so notifications and screen readers say nothing`);
}

const hasItems = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** Whether metadata is an empty object, which takes a message's away. */
export const isEmpty = (value: unknown): boolean => isFields(value) && Object.keys(value).length === 0;

function checkBlocks(blocks: unknown): void {
  const complaints = blockComplaints(blocks, 'message');
  if (complaints.length > 0) throw new Refusal('invalid_blocks', complaints);
  const characters = [...walk(blocks, '')].reduce(
    (sum, { node }) => sum + (textOf(node.text)?.length ?? 0),
    0,
  );
  if (characters > LIMITS.messageBlockCharacters) throw new Refusal('msg_blocks_too_long');
}

function checkAttachments(attachments: unknown): void {
  if (!Array.isArray(attachments)) throw new Refusal('invalid_attachments');
  if (attachments.length > LIMITS.attachments) throw new Refusal('too_many_attachments');
  const complaints = attachments.flatMap((item, index) =>
    attachmentComplaints(item, `/attachments/${index}`),
  );
  if (complaints.length > 0) throw new Refusal('invalid_attachments', complaints);
}
